package dev.etagere.server.http.grizzly.body;

import dev.etagere.server.http.grizzly.guard.Watched;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.grizzly.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The content of one request, as far as it has arrived, in one array: a chain of Grizzly's buffers
 * would cost some 75 bytes for each piece of one byte.
 */
final class ArrivingBody {
  private static final int FIRST_CAPACITY = 512;
  private static final byte[] NOTHING = new byte[0];

  private final BodyMemory memory;
  private final Watched connection;
  private final int max;
  private final long since = Watched.now();
  private final AtomicLong reserved = new AtomicLong();
  private byte[] bytes = NOTHING;
  private int length;

  /** Handed over at once: a connection may be closed while a worker asks for its content. */
  private volatile byte @Nullable [] whole;

  /**
   * Makes one without content.
   *
   * @param max how many bytes there can be: as many as were declared, or as are allowed
   */
  ArrivingBody(BodyMemory memory, Watched connection, int max) {
    this.memory = memory;
    this.connection = connection;
    this.max = max;
  }

  /** When it began to arrive, on the clock of {@link Watched#now}. */
  long since() {
    return since;
  }

  boolean holdsMemory() {
    return reserved.get() > 0;
  }

  /** How many bytes have arrived. */
  int length() {
    return length;
  }

  /** Ends the arrival, and returns all that has come. */
  byte[] complete() {
    byte[] all = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    whole = all;
    return all;
  }

  /** All of it, not to be changed; null before it is complete, and after its release. */
  byte @Nullable [] whole() {
    return whole;
  }

  /** Whether there would be more than is allowed. */
  boolean isTooLarge(Buffer more) {
    return more.remaining() > max - length;
  }

  /**
   * Takes the next piece.
   *
   * @return false if there is no memory for it
   */
  boolean append(Buffer piece) {
    int count = piece.remaining();
    if (!ensure(length + count)) {
      return false;
    }
    piece.get(bytes, length, count);
    length += count;
    connection.bodyArrived(length);
    return true;
  }

  private boolean ensure(int needed) {
    if (needed <= bytes.length) {
      return true;
    }
    int capacity = Math.min(max, Math.max(needed, Math.max(FIRST_CAPACITY, 2 * bytes.length)));
    if (!reserve(capacity - bytes.length)) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, capacity);
    return true;
  }

  /** Counts memory for this body; false if there is none. */
  boolean reserve(int more) {
    if (!memory.reserve(more, Watched.now())) {
      return false;
    }
    reserved.addAndGet(more);
    return true;
  }

  /** Ends the connection that it comes from. */
  void breakOff() {
    release();
    connection.close();
  }

  /** Gives the memory back; a second call does nothing. */
  void release() {
    // The connection keeps this until its next request, which may be long.
    whole = null;
    bytes = NOTHING;
    length = 0;
    memory.release(reserved.getAndSet(0));
    memory.ends(this);
  }
}
