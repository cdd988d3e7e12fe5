package dev.etagere.server.http.log;

import java.util.Arrays;

/** Lines that wait for a {@link LineHandler}. */
final class LineBuffer {
  private static final int BYTES = 128 * 1024;

  /** Whoever has them waits, or writes them, when there are so many. */
  static final int FULL = 512 * 1024;

  private byte[] bytes = new byte[BYTES];
  private int length;

  int length() {
    return length;
  }

  void add(byte[] line) {
    if (length + line.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + line.length));
    }
    System.arraycopy(line, 0, bytes, length, line.length);
    length += line.length;
  }

  /** Gives them to the handler; they are gone then, whatever comes of it. */
  void writeTo(LineHandler handler) {
    int all = length;
    length = 0;
    handler.write(bytes, all);
  }
}
