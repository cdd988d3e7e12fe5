package dev.etagere.server.http.grizzly;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts the content of an answer whose length is not known before. */
final class CountingStream extends FilterOutputStream {
  private final Exchange exchange;

  CountingStream(OutputStream out, Exchange exchange) {
    super(out);
    this.exchange = exchange;
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
}
