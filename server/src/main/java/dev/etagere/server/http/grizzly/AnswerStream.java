package dev.etagere.server.http.grizzly;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.glassfish.grizzly.http.HttpContext;

/**
 * The content of one answer. Where less of it was written than was announced, or writing failed in
 * the middle, the connection is closed: ended properly, a part would look like the whole.
 */
final class AnswerStream extends FilterOutputStream {
  /** The length was not announced. */
  static final long UNKNOWN = -1;

  private final Exchange exchange;
  private final HttpContext connection;
  private final long announced;

  AnswerStream(OutputStream out, Exchange exchange, HttpContext connection, long announced) {
    super(out);
    this.exchange = exchange;
    this.connection = connection;
    this.announced = announced;
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    exchange.sent(1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
    exchange.sent(length);
  }

  @Override
  public void close() throws IOException {
    boolean complete = announced == UNKNOWN || announced == exchange.contentBytes();
    if (complete && !exchange.isBroken()) {
      out.close();
    } else {
      connection.close();
    }
  }
}
