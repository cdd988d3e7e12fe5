package dev.etagere.server.store.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.event.CommandFailedEvent;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether a write of the current thread left for the server, and whether the server refused
 * every try of it. The exception that the driver throws at the end does not tell: it may retry, and
 * then shows the failure of one try only, for example "not primary" of the second where the first
 * was written and its answer lost.
 */
final class SentWrites implements CommandListener {
  private static final Set<String> WRITES = Set.of("insert", "update", "delete");

  /** One for all stores: calls of two stores never overlap on one thread. */
  private static final ThreadLocal<@Nullable Watch> CURRENT = new ThreadLocal<>();

  /** Watches the writes of this thread until the watch is closed. */
  static Watch watch() {
    Watch watch = new Watch();
    CURRENT.set(watch);
    return watch;
  }

  /** The driver calls this on the thread of its caller, before the first byte is sent. */
  @Override
  public void commandStarted(CommandStartedEvent event) {
    Watch watch = CURRENT.get();
    if (watch != null && WRITES.contains(event.getCommandName())) {
      watch.undecided++;
    }
  }

  @Override
  public void commandFailed(CommandFailedEvent event) {
    Watch watch = CURRENT.get();
    if (watch != null
        && WRITES.contains(event.getCommandName())
        && event.getThrowable() instanceof MongoCommandException e
        && ServerRefusal.isCertain(e)) {
      watch.undecided--;
    }
  }

  /** What became of one call's writes. */
  static final class Watch implements AutoCloseable {
    private int undecided;

    /** Whether some try was sent of which no refusal came back. */
    boolean mayHaveBeenWritten() {
      return undecided > 0;
    }

    /** The same of the tries before the one whose answer came back. */
    boolean mayHaveBeenWrittenBefore() {
      return undecided > 1;
    }

    @Override
    public void close() {
      CURRENT.remove();
    }
  }
}
