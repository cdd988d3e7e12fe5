package dev.etagere.server.store.sqlite.scrub;

import com.google.common.util.concurrent.Uninterruptibles;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats a check in the background, slowly, until it is closed. */
public final class Scrubber implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scrubber.class);

  private final Scrub scrub;
  private final Pace pace;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  private Scrubber(Scrub scrub, Pace pace) {
    this.scrub = scrub;
    this.pace = pace;
    this.thread = new Thread(this::run, "etagere-sqlite-scrubber");
    thread.setDaemon(true);
  }

  /** Starts the thread. */
  public static Scrubber start(Scrub scrub, Pace pace) {
    Scrubber started = new Scrubber(scrub, pace);
    started.thread.start();
    return started;
  }

  private void run() {
    Duration pause = pace.pause();
    while (!endAfter(pause)) {
      try {
        if (scrub.round(this::endAfter)) {
          LOG.debug("All rows and key indexes of the store were checked");
        }
      } catch (SQLException | RuntimeException e) {
        // It is tried again: nothing depends on it, and requests tell what is wrong themselves.
        LOG.warn("The store could not be checked for damage: {}", e.toString());
      }
      pause = pace.rest();
    }
  }

  private boolean endAfter(Duration pause) {
    return Uninterruptibles.awaitUninterruptibly(end, pause);
  }

  /** Ends the check after the step that it is at. */
  @Override
  public void close() {
    end.countDown();
    Uninterruptibles.joinUninterruptibly(thread);
  }
}
