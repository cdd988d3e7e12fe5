package dev.etagere.server;

import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * Keeps its handlers while the JVM shuts down. The JDK's own manager removes them in a shutdown
 * hook of its own, beside the one that closes the server: what goes wrong while closing would be
 * lost.
 *
 * <p>Public, because the JDK makes it by its name.
 */
public final class LastingLogManager extends LogManager {
  private volatile boolean kept;

  /** Makes the manager; for the JDK. */
  public LastingLogManager() {}

  /** From now on the handlers stay. Nothing waits in them once the server is closed. */
  void keep() {
    // Made now, because the JDK makes none any more once it shuts down: a server that logged
    // nothing before could not log that closing failed.
    Logger.getLogger("").getHandlers();
    kept = true;
  }

  @Override
  public void reset() {
    if (!kept) {
      super.reset();
    }
  }
}
