package dev.etagere.server.http.grizzly;

import dev.etagere.server.http.grizzly.answer.ProblemAnswers;
import dev.etagere.server.http.grizzly.exchange.Exchange;
import dev.etagere.server.http.management.Management;
import dev.etagere.server.http.management.ManagementAnswer;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers about the server itself. It waits for nothing, so any thread may run it. */
final class ManagementHandler extends HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ManagementHandler.class);
  private static final Problem NOT_FOUND =
      Problem.of(ProblemType.NOT_FOUND, "There is nothing at this URL of the management port.");
  private static final Problem READ_ONLY =
      Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This can only be read: GET and HEAD.");
  private static final Problem FAILED =
      Problem.of(ProblemType.INTERNAL_ERROR, "This could not be found out. The log says why.");

  private final Management management;

  ManagementHandler(Management management) {
    this.management = management;
  }

  /** Whether a raw path is answered here; none where there is no handler. */
  static boolean serves(@Nullable ManagementHandler handler, String path) {
    return handler != null && handler.management.paths().contains(path);
  }

  @Override
  public void service(Request request, Response response) throws IOException {
    Exchange exchange = Exchange.of(request.getRequest());
    String path = request.getRequestURI();
    if (!management.paths().contains(path)) {
      ProblemAnswers.send(response, exchange, NOT_FOUND);
    } else if (!isRead(request)) {
      ProblemAnswers.send(response, exchange, READ_ONLY, Map.of("Allow", "GET, HEAD"));
    } else {
      answer(path, request, response, exchange);
    }
  }

  private void answer(String path, Request request, Response response, Exchange exchange)
      throws IOException {
    ManagementAnswer answer;
    try {
      answer = management.answer(path);
    } catch (RuntimeException e) {
      LOG.error("{} could not be answered", path, e);
      ProblemAnswers.send(response, exchange, FAILED);
      return;
    }
    byte[] content = answer.text().getBytes(StandardCharsets.UTF_8);
    response.setStatus(answer.status());
    response.setContentType(answer.mediaType());
    response.setContentLength(content.length);
    if (!Method.HEAD.equals(request.getMethod())) {
      response.getOutputStream().write(content);
    }
  }

  private static boolean isRead(Request request) {
    return Method.GET.equals(request.getMethod()) || Method.HEAD.equals(request.getMethod());
  }
}
