package dev.etagere.server.tool.feed;

import dev.etagere.server.resource.Content;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a file line by line, as bytes. Lines of white space are counted and passed over. */
final class LineReader {
  /** No server takes a document of that size, and a file without line breaks would fill memory. */
  static final int MOST_BYTES = 16 << 20;

  private final InputStream in;
  private long number;

  LineReader(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /**
   * The next line that is not blank; null at the end.
   *
   * @throws FeedException if it is too long
   */
  @Nullable Line next() throws IOException {
    while (true) {
      byte[] bytes = read();
      if (bytes == null) {
        return null;
      }
      if (!isBlank(bytes)) {
        return new Line(number, Content.wrap(bytes));
      }
    }
  }

  private byte @Nullable [] read() throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    number++;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = first; read >= 0 && read != '\n'; read = in.read()) {
      if (line.size() == MOST_BYTES) {
        throw new FeedException(
            "Line %d has more than %d bytes. Each document must stand on a line of its own."
                .formatted(number, MOST_BYTES),
            null);
      }
      line.write(read);
    }
    byte[] bytes = line.toByteArray();
    boolean isCrLf = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
    return isCrLf ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
