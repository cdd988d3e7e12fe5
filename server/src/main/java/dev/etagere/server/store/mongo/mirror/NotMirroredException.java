package dev.etagere.server.store.mongo.mirror;

import java.io.Serial;

/** A content has no mirror; the reason is for people. */
final class NotMirroredException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  NotMirroredException(String reason) {
    // Without a stack trace: a client can ask for this as often as it likes.
    super(reason, null, false, false);
  }
}
