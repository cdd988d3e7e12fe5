package dev.etagere.server.http.chaos;

import dev.etagere.server.config.Chaos;
import dev.etagere.server.http.grizzly.answer.AnswerWriter;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import org.glassfish.jersey.server.ContainerRequest;

/**
 * Puts chaos between each request and its answer. It is the first filter, so that answers of the
 * other filters meet it too.
 */
@PreMatching
@Priority(Integer.MIN_VALUE)
public final class ChaosFilter implements ContainerRequestFilter {
  private final Chaos chaos;
  private final Fates fates;

  /** Makes the filter of one server. */
  public ChaosFilter(Chaos chaos) {
    this.chaos = chaos;
    this.fates = new Fates(chaos);
  }

  /**
   * Wraps the writer of the answer.
   *
   * @throws IllegalStateException in another container than ours, which cannot break an answer off
   */
  @Override
  public void filter(ContainerRequestContext context) {
    ContainerRequest request = (ContainerRequest) context;
    if (!(request.getResponseWriter() instanceof AnswerWriter wire)) {
      throw new IllegalStateException("chaos needs the server's own container");
    }
    request.setWriter(new ChaosWriter(wire, request, fates, chaos.delayBy()));
  }
}
