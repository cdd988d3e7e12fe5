package dev.etagere.server.http.grizzly.answer;

import com.google.common.primitives.Ints;
import dev.etagere.server.http.grizzly.exchange.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.glassfish.grizzly.http.HttpContext;
import org.glassfish.grizzly.threadpool.Threads;

/**
 * The content of one answer. Where less of it was written than was announced, or writing failed in
 * the middle, the connection is closed: ended properly, a part would look like the whole.
 *
 * <p>On a selector thread it is sent in one piece: Grizzly never waits for the first write of an
 * answer once it was asked whether it can write, but it would for the second.
 */
final class AnswerStream extends FilterOutputStream {
  /** The length was not announced. */
  static final long UNKNOWN = -1;

  private final OutputStream wire;
  private final boolean collects;
  private final Exchange exchange;
  private final HttpContext connection;
  private final long announced;

  AnswerStream(OutputStream wire, Exchange exchange, HttpContext connection, long announced) {
    this(wire, Threads.isService(), exchange, connection, announced);
  }

  private AnswerStream(
      OutputStream wire,
      boolean collects,
      Exchange exchange,
      HttpContext connection,
      long announced) {
    super(collects ? new ByteArrayOutputStream(Ints.saturatedCast(Math.max(0, announced))) : wire);
    this.wire = wire;
    this.collects = collects;
    this.exchange = exchange;
    this.connection = connection;
    this.announced = announced;
  }

  @Override
  public void write(int b) throws IOException {
    try {
      out.write(b);
    } catch (IOException e) {
      throw callerHasGone(e);
    }
    exchange.sent(1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      throw callerHasGone(e);
    }
    exchange.sent(length);
  }

  private IOException callerHasGone(IOException cause) {
    exchange.callerHasGone();
    return cause;
  }

  @Override
  public void flush() throws IOException {
    try {
      if (!collects) {
        out.flush();
      }
    } catch (IOException e) {
      throw callerHasGone(e);
    }
  }

  @Override
  public void close() throws IOException {
    boolean complete = announced == UNKNOWN || announced == exchange.contentBytes();
    if (!complete || exchange.isBroken()) {
      // Not close(): that first sends what waits for the reader, and with it the end of a whole
      // answer, which Grizzly writes as soon as this returns.
      connection.getCloseable().terminateSilently();
      return;
    }
    if (out instanceof ByteArrayOutputStream collected) {
      collected.writeTo(wire);
    }
    wire.close();
  }
}
