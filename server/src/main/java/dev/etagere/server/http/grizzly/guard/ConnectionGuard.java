package dev.etagere.server.http.grizzly.guard;

import com.google.common.util.concurrent.RateLimiter;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.nio.NIOConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lowest filter above the transport: lets so many connections in, and watches each from its
 * first moment, the TLS handshake included.
 */
public final class ConnectionGuard extends BaseFilter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionGuard.class);

  /**
   * What the system keeps of answers on each connection; Linux takes twice as much. Left to itself
   * it would take megabytes: a caller who reads nothing could have several answers made, and none
   * of them would count as waiting.
   */
  private static final int SEND_BUFFER_BYTES = 128 * 1024;

  private final ConnectionLimits limits;
  private final Places places;
  private final Watch watch;

  /** Whoever causes the message could fill the log with it. */
  private final RateLimiter messages = RateLimiter.create(1);

  /** Makes a guard, whose clock runs until it is closed. */
  public ConnectionGuard(ConnectionLimits limits) {
    this.limits = limits;
    this.places = new Places(limits.connections(), limits.connectionsPerAddress());
    this.watch = new Watch(limits);
  }

  /** How many connections are open. */
  public int connections() {
    return places.taken();
  }

  /** How many bytes of answers waited for their readers, a quarter of a second ago at most. */
  public long waitingAnswerBytes() {
    return watch.waitingAtLook();
  }

  /** How many connections were closed since their peers had overstayed. */
  public long overdueConnections() {
    return watch.overdue();
  }

  /** How many connections were closed since the answers that waited took up too much memory. */
  public long evictedReaders() {
    return watch.evicted();
  }

  @Override
  public NextAction handleAccept(FilterChainContext ctx) {
    NIOConnection connection = (NIOConnection) ctx.getConnection();
    PeerNetwork from = PeerNetwork.of(connection.getPeerAddress());
    if (!places.take(from)) {
      if (messages.tryAcquire()) {
        LOG.warn("Connections of {} are refused: no place is free.", connection.getPeerAddress());
      }
      connection.terminateSilently();
      return ctx.getStopAction();
    }
    boundSendBuffer(connection);
    Watched watched = new Watched(connection, from, limits);
    watch.add(watched);
    return ctx.getInvokeAction();
  }

  private static void boundSendBuffer(NIOConnection connection) {
    try {
      ((SocketChannel) connection.getChannel())
          .setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
    } catch (IOException e) {
      // The peer has gone already; the first read tells so.
      LOG.debug("The send buffer of a connection could not be bounded.", e);
    }
  }

  @Override
  public NextAction handleClose(FilterChainContext ctx) {
    Watched watched = Watched.of(ctx.getConnection());
    if (watched != null) {
      watch.remove(watched);
      places.leave(watched.network());
    }
    return ctx.getInvokeAction();
  }

  @Override
  public NextAction handleRead(FilterChainContext ctx) {
    Watched watched = Watched.of(ctx.getConnection());
    if (watched == null || watched.isLingering()) {
      ctx.<Buffer>getMessage().tryDispose();
      return ctx.getStopAction();
    }
    watched.bytesArrived();
    return ctx.getInvokeAction();
  }

  @Override
  public NextAction handleWrite(FilterChainContext ctx) throws IOException {
    Watched watched = Watched.of(ctx.getConnection());
    if (watched != null && ctx.getMessage() instanceof Buffer bytes) {
      watch.given(watched, bytes.remaining());
    }
    return ctx.getInvokeAction();
  }

  @Override
  public void close() {
    watch.close();
  }
}
