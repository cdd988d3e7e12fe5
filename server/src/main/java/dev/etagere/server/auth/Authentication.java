package dev.etagere.server.auth;

import dev.etagere.server.grant.Caller;
import java.time.Instant;

/** What became of a credential. */
public sealed interface Authentication {
  /**
   * It is genuine.
   *
   * @param caller whose it is
   * @param until when it ends; {@link Instant#MAX} if never
   */
  record Accepted(Caller caller, Instant until) implements Authentication {}

  /**
   * It is not, or not any more.
   *
   * @param reason for the log; never tell the caller
   */
  record Refused(String reason) implements Authentication {}

  /**
   * It could not be checked: the keys of its issuer cannot be had.
   *
   * @param reason for the log
   */
  record Undecided(String reason) implements Authentication {}
}
