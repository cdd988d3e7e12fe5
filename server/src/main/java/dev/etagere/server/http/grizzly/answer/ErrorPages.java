package dev.etagere.server.http.grizzly.answer;

import dev.etagere.server.http.grizzly.exchange.Exchange;
import dev.etagere.server.http.problem.Problem;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.server.ErrorPageGenerator;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Problems in the place of Grizzly's own error pages, which are HTML and show the server's name and
 * the stack trace. None is expected: this is for whatever fails outside our own handler.
 */
public final class ErrorPages implements ErrorPageGenerator {
  @Override
  public String generate(
      Request request,
      int status,
      @Nullable String reason,
      @Nullable String description,
      @Nullable Throwable exception) {
    Problem problem = ProblemAnswers.ofStatus(status).orElse(ProblemAnswers.unforeseen());
    HttpResponsePacket response = request.getResponse().getResponse();
    byte[] content = ProblemAnswers.begin(response, Exchange.of(request.getRequest()), problem);
    HttpStatus.getHttpStatus(status).setValues(response);
    // Grizzly takes it for HTML where only the field is set.
    request.getResponse().setContentType(Problem.MEDIA_TYPE);
    return new String(content, StandardCharsets.UTF_8);
  }
}
