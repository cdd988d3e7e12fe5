package dev.etagere.client.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A whole HTTP/1.1 message, byte for byte (RFC 9112 §6).
 *
 * @param startLine its first line
 * @param bytes all of it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed: handed through.
record HttpMessage(String startLine, byte[] bytes) {

  /** The next request, or nothing if the client has closed. */
  static Optional<HttpMessage> request(InputStream in) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    String head = head(in, message);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    content(head, in, message);
    return Optional.of(of(head, message));
  }

  /** The answer to a request. */
  static HttpMessage answer(HttpMessage request, InputStream in) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    String head = head(in, message);
    if (head.isEmpty()) {
      throw new EOFException("no answer");
    }
    boolean hasContent =
        !request.startLine().startsWith("HEAD ") && !head.matches("(?s)\\S+ (204|304).*");
    if (hasContent) {
      content(head, in, message);
    }
    return of(head, message);
  }

  private static HttpMessage of(String head, ByteArrayOutputStream message) {
    return new HttpMessage(head.substring(0, head.indexOf("\r\n")), message.toByteArray());
  }

  private static String head(InputStream in, ByteArrayOutputStream message) throws IOException {
    while (true) {
      int lineBegin = message.size();
      if (!line(in, message)) {
        return "";
      }
      if (message.size() - lineBegin == 2) {
        return message.toString(StandardCharsets.ISO_8859_1);
      }
    }
  }

  private static void content(String head, InputStream in, ByteArrayOutputStream message)
      throws IOException {
    String fields = head.toLowerCase(Locale.ROOT);
    if (fields.contains("\r\ntransfer-encoding: chunked\r\n")) {
      chunks(in, message);
      return;
    }
    int field = fields.indexOf("\r\ncontent-length:");
    if (field >= 0) {
      int begin = field + "\r\ncontent-length:".length();
      exactly(
          Integer.parseInt(fields.substring(begin, fields.indexOf('\r', begin)).strip()),
          in,
          message);
    }
  }

  private static void chunks(InputStream in, ByteArrayOutputStream message) throws IOException {
    int size;
    do {
      int begin = message.size();
      line(in, message);
      String line = message.toString(StandardCharsets.ISO_8859_1).substring(begin).strip();
      size = Integer.parseInt(line.split(";", 2)[0], 16);
      exactly(size + 2, in, message);
    } while (size > 0);
  }

  private static void exactly(int length, InputStream in, ByteArrayOutputStream message)
      throws IOException {
    byte[] content = in.readNBytes(length);
    message.write(content);
    if (content.length < length) {
      throw new EOFException("closed within a message");
    }
  }

  private static boolean line(InputStream in, ByteArrayOutputStream message) throws IOException {
    int c;
    do {
      c = in.read();
      if (c < 0) {
        return false;
      }
      message.write(c);
    } while (c != '\n');
    return true;
  }
}
