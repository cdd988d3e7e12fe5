package dev.etagere.server.http.grizzly.guard;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.nio.NIOConnection;
import org.jspecify.annotations.Nullable;

/**
 * One connection and the moment until which its peer must have done what it is waited for.
 *
 * <p>Each phase of a request has one absolute deadline: a time-out that begins anew with each byte
 * would let a caller who sends one byte a second stay for ever.
 */
public final class Watched {
  private static final Attribute<Watched> ATTRIBUTE =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(Watched.class.getName());
  private static final long START = System.nanoTime();
  private static final long NEVER = Long.MAX_VALUE;

  private final NIOConnection connection;
  private final PeerNetwork network;
  private final ConnectionLimits limits;
  private final AtomicLong given = new AtomicLong();
  private volatile long deadline;
  private volatile boolean idle;
  private volatile boolean lingering;
  private long windowBytes;

  // Of the answers that wait for their reader; touched by the watch only, under its lock.
  private long waitingSince = NEVER;
  private long windowSince;
  private long takenBefore;

  Watched(NIOConnection connection, PeerNetwork network, ConnectionLimits limits) {
    this.connection = connection;
    this.network = network;
    this.limits = limits;
    this.deadline = now() + limits.headTime().toNanos();
    ATTRIBUTE.set(connection, this);
  }

  /** What is known of a connection, null if it is not watched. */
  public static @Nullable Watched of(Connection<?> connection) {
    return ATTRIBUTE.get(connection);
  }

  /** What counts as the address of the peer, see {@link PeerNetwork}. */
  PeerNetwork network() {
    return network;
  }

  /** Nanoseconds since some moment; never negative, unlike {@link System#nanoTime}. */
  public static long now() {
    return System.nanoTime() - START;
  }

  /** Bytes have arrived: if no request was waited for, one begins. */
  void bytesArrived() {
    if (idle) {
      idle = false;
      deadline = now() + limits.headTime().toNanos();
    }
  }

  /** The head of a request has arrived, its content has not. */
  public void bodyBegins() {
    idle = false;
    windowBytes = 0;
    deadline = now() + limits.bodyTime().toNanos();
  }

  /** So many bytes of content have arrived so far; enough of them earn another period. */
  public void bodyArrived(long bytes) {
    if (bytes - windowBytes >= due(limits.bodyTime())) {
      windowBytes = bytes;
      deadline = now() + limits.bodyTime().toNanos();
    }
  }

  /** A request is complete: now it is the server that is waited for. */
  public void requestComplete() {
    idle = false;
    deadline = NEVER;
  }

  /** The answer was given to the connection. */
  public void answered() {
    if (!lingering) {
      deadline = now() + limits.idleTime().toNanos();
      idle = true;
    }
  }

  /** Nothing that arrives from now on is looked at; the connection ends soon. */
  public void linger(long nanos) {
    lingering = true;
    deadline = now() + nanos;
  }

  /** Whether {@link #linger} was called. */
  public boolean isLingering() {
    return lingering;
  }

  void given(long bytes) {
    given.addAndGet(bytes);
  }

  /** Whether answers wait for the peer to read. */
  public boolean hasUnreadAnswers() {
    return waiting() > 0;
  }

  /** Bytes of answers that the peer has not taken. */
  long waiting() {
    return connection.getAsyncWriteQueue().spaceInBytes();
  }

  /**
   * Looks at the connection; called at intervals, under the watch's lock.
   *
   * @return whether the peer has overstayed
   */
  boolean isOverdue(long now, long waiting) {
    if (waiting == 0) {
      waitingSince = NEVER;
      return now > deadline;
    }
    long taken = given.get() - waiting;
    if (waitingSince == NEVER) {
      waitingSince = now;
      windowSince = now;
      takenBefore = taken;
    } else if (taken - takenBefore >= due(limits.answerTime())) {
      windowSince = now;
      takenBefore = taken;
    }
    // While an answer waits, only its own time counts: the next request cannot be expected.
    return now - windowSince > limits.answerTime().toNanos();
  }

  /** Since when answers have been waiting, as far as {@link #isOverdue} has seen. */
  long waitingSince() {
    return waitingSince;
  }

  /** How many bytes must flow in a period for another one to begin. */
  private long due(Duration period) {
    return Math.max(1, period.toMillis() * limits.minBytesPerSecond() / 1000);
  }

  /** Ends the connection at once. */
  public void close() {
    // Not close(), which would wait for the answers that nobody reads.
    connection.terminateSilently();
    // Grizzly lets go of them on the connection's selector, which may be making more of them.
    connection.getAsyncWriteQueue().onClose();
  }
}
