package dev.etagere.server.http.grizzly.guard;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.CompletionHandler;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/**
 * Ends a connection whose peer may still be sending: closed at once, what is unread would become a
 * reset, and a reset can take back the answer that says why (RFC 9112 §9.6).
 */
public final class Lingering {
  private static final long NANOS = TimeUnit.SECONDS.toNanos(2);

  private Lingering() {}

  /** From now on, nothing that arrives on the connection is looked at, and its days are counted. */
  public static void begin(Connection<?> connection) {
    Watched watched = Watched.of(connection);
    if (watched != null) {
      watched.linger(NANOS);
    }
  }

  /** Tells the peer behind a last answer that nothing follows. */
  @SuppressWarnings("rawtypes") // As in the signature of Grizzly's write methods.
  public static CompletionHandler<WriteResult> whenWritten(Connection<?> connection) {
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
