package dev.etagere.server.http.grizzly;

import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.util.Header;

/**
 * Keeps the connection of a refused request open. Grizzly closes it behind each 503, and a caller
 * who tries again would then cost a new connection, which is far dearer than the refusal.
 */
final class KeptOpen {
  private static final String MARK = KeptOpen.class.getName();

  private KeptOpen() {}

  /** Marks a request that was read to its end, if its caller wants the connection to stay. */
  static void mark(HttpRequestPacket request) {
    if (request.getProcessingState().isKeepAlive()
        && request.getProtocol() == Protocol.HTTP_1_1
        && !request.isExpectContent()) {
      request.setAttribute(MARK, true);
    }
  }

  /** Takes Grizzly's decision back, after it was made and before it is written. */
  static void apply(HttpResponsePacket response) {
    HttpRequestPacket request = response.getRequest();
    if (request.getAttribute(MARK) != null) {
      request.getProcessingState().setKeepAlive(true);
      response.getHeaders().removeHeader(Header.Connection);
    }
  }
}
