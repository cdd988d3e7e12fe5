package dev.etagere.server.http;

import dev.etagere.server.change.Outcome;
import dev.etagere.server.http.grizzly.exchange.RequestProperties;
import dev.etagere.server.precondition.EntityTag;
import jakarta.ws.rs.container.ContainerRequestContext;

/** Tells the audit log what an outcome changed. */
final class Changes {
  private static final String NOTHING_BEFORE = "-";

  private Changes() {}

  /**
   * Notes which version was replaced. Of a repeat and of a change of nothing there is nothing to
   * note: what they name was changed by an earlier request, which has its line.
   */
  static void note(ContainerRequestContext request, Outcome outcome) {
    if (outcome instanceof Outcome.Created) {
      request.setProperty(RequestProperties.REPLACED, NOTHING_BEFORE);
    } else if (outcome instanceof Outcome.Replaced replaced) {
      request.setProperty(RequestProperties.REPLACED, EntityTag.of(replaced.before()).toString());
    } else if (outcome instanceof Outcome.Deleted deleted) {
      request.setProperty(RequestProperties.REPLACED, EntityTag.of(deleted.before()).toString());
    }
  }
}
