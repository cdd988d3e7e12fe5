package dev.etagere.server.http.grizzly.answer;

import dev.etagere.server.http.grizzly.exchange.Exchange;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemType;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;

/** Problems as answers (RFC 9457), where no JAX-RS endpoint makes them. */
public final class ProblemAnswers {
  /** How long a caller should wait behind a 503, in seconds. */
  private static final String RETRY_AFTER_SECONDS = "1";

  private static final Problem UNFORESEEN =
      Problem.of(
          ProblemType.INTERNAL_ERROR,
          "Something unforeseen went wrong. The server's log has the cause under this request id.");

  private ProblemAnswers() {}

  /** The answer to whatever nobody foresaw. */
  static Problem unforeseen() {
    return UNFORESEEN;
  }

  /** The answer of a server that is stopping. */
  public static Problem stopping() {
    return Problem.of(
        ProblemType.UNAVAILABLE, "The server is stopping. Nothing was done. Send it again.");
  }

  /** A problem for a bare status, where one is known. */
  static Optional<Problem> ofStatus(int status) {
    return Arrays.stream(ProblemType.values())
        .filter(type -> type.status() == status)
        .findFirst()
        .map(type -> Problem.of(type, type.title() + "."));
  }

  /** Answers a request whose response has not been committed. */
  public static void send(Response response, Exchange exchange, Problem problem)
      throws IOException {
    send(response, exchange, problem, Map.of());
  }

  /** The same, with further fields. */
  public static void send(
      Response response, Exchange exchange, Problem problem, Map<String, String> fields)
      throws IOException {
    response.reset();
    byte[] content = begin(response.getResponse(), exchange, problem);
    fields.forEach(response::setHeader);
    if (!Method.HEAD.equals(response.getRequest().getMethod())) {
      exchange.sent(content.length);
      response.getOutputStream().write(content);
    }
    response.finish();
  }

  /** Answers below the layer that has requests and responses. */
  public static HttpContent packet(
      HttpResponsePacket response, Exchange exchange, Problem problem) {
    byte[] content = begin(response, exchange, problem);
    boolean none = Method.HEAD.equals(response.getRequest().getMethod());
    exchange.sent(none ? 0 : content.length);
    return HttpContent.builder(response)
        .content(
            none
                ? Buffers.EMPTY_BUFFER
                : Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, content))
        .last(true)
        .build();
  }

  /** Sets the status and the fields, and gives the content. */
  static byte[] begin(HttpResponsePacket response, Exchange exchange, Problem problem) {
    exchange.answeredWith(problem.type().slug());
    byte[] content = problem.toJson(exchange.requestId());
    response.setStatus(problem.type().status());
    response.setReasonPhrase(problem.type().reason());
    CommonFields.set(response, exchange.requestId());
    if (problem.type().status() == 503) {
      response.getHeaders().setValue(Header.RetryAfter).setString(RETRY_AFTER_SECONDS);
    }
    response.getHeaders().setValue(Header.ContentType).setString(Problem.MEDIA_TYPE);
    response.setContentLengthLong(content.length);
    return content;
  }
}
