package dev.etagere.server.http.grizzly.guard;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.CompletionHandler;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/**
 * Ends a connection whose peer may still be sending: closed at once, what is unread would become a
 * reset, and a reset can take back the answer that says why (RFC 9112 §9.6).
 */
public final class Lingering {
  private static final long NANOS = TimeUnit.SECONDS.toNanos(2);

  private Lingering() {}

  /**
   * Writes the last answer of a connection and tells the peer that nothing follows. From now on,
   * nothing that arrives is looked at, and the days of the connection are counted.
   */
  public static void answer(FilterChainContext ctx, Object answer) {
    Connection<?> connection = ctx.getConnection();
    Watched watched = Watched.of(connection);
    if (watched != null) {
      watched.linger(NANOS);
    }
    ctx.write(null, answer, whenWritten(connection));
  }

  @SuppressWarnings("rawtypes") // As in the signature of Grizzly's write methods.
  private static CompletionHandler<WriteResult> whenWritten(Connection<?> connection) {
    return new EmptyCompletionHandler<>() {
      @Override
      public void completed(WriteResult result) {
        shutDownOutput(connection);
      }

      @Override
      public void failed(Throwable cause) {
        connection.terminateSilently();
      }
    };
  }

  private static void shutDownOutput(Connection<?> connection) {
    try {
      if (connection instanceof TCPNIOConnection tcp
          && tcp.getChannel() instanceof SocketChannel channel) {
        channel.shutdownOutput();
      }
    } catch (IOException e) {
      connection.terminateSilently();
    }
  }
}
