package dev.etagere.server.http.grizzly;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A connection over which tests send bytes that no HTTP client would. */
final class RawConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;

  RawConnection(int port) throws IOException {
    this(port, 0);
  }

  /**
   * Connects.
   *
   * @param receiveBuffer its size in bytes, 0 for what the system chooses
   */
  RawConnection(int port, int receiveBuffer) throws IOException {
    socket = new Socket();
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends text, one byte per character. */
  RawConnection send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Sends a complete request without content. */
  RawConnection request(String method, String target) throws IOException {
    return send(method + " " + target + " HTTP/1.1\r\nHost: h\r\n\r\n");
  }

  /** Reads the answer to any request but HEAD. */
  Answer read() throws IOException {
    return read(true);
  }

  /** Reads an answer that has no content, whatever its Content-Length. */
  Answer readHead() throws IOException {
    return read(false);
  }

  private Answer read(boolean withContent) throws IOException {
    String statusLine = line();
    if (!statusLine.startsWith("HTTP/1.1 ")) {
      throw new AssertionError("not a status line: " + statusLine);
    }
    int status = Integer.parseInt(statusLine.substring(9, 12));
    Map<String, List<String>> fields = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      fields
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).trim());
    }
    boolean none = !withContent || status < 200 || status == 204 || status == 304;
    byte[] content = none ? new byte[0] : content(fields);
    return new Answer(status, fields, new String(content, StandardCharsets.ISO_8859_1));
  }

  private byte[] content(Map<String, List<String>> fields) throws IOException {
    if (fields.containsKey("content-length")) {
      return exactly(Integer.parseInt(fields.get("content-length").get(0)));
    }
    return fields.containsKey("transfer-encoding") ? chunks() : in.readAllBytes();
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
      content.write(exactly(size));
      line();
    }
    line();
    return content.toByteArray();
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new AssertionError("closed after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new AssertionError("closed after: " + line);
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  /** Whether the server has closed this connection, with nothing more sent. */
  boolean isClosedByServer() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  /**
   * Whether the server has ended its side of this connection, with nothing more sent.
   *
   * @throws SocketException if it was reset, which may take back what was sent before
   */
  boolean isEndedInOrder() throws IOException {
    return in.read() < 0;
  }

  /** Whether the server closes this connection within some milliseconds, with nothing more sent. */
  boolean isClosedWithin(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      return isClosedByServer();
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } finally {
      socket.setSoTimeout(TIMEOUT_MILLIS);
    }
  }

  /** Whether something has arrived. */
  boolean hasAnswer() throws IOException {
    return in.available() > 0;
  }

  /** Waits until something has arrived, and reads nothing of it; false if the server closes. */
  boolean awaitAnswer() throws IOException {
    in.mark(1);
    boolean arrived = in.read() >= 0;
    in.reset();
    return arrived;
  }

  /** Reads what comes until the server closes the connection, and counts its bytes. */
  long readToTheEnd() throws IOException {
    byte[] part = new byte[64 * 1024];
    long sum = 0;
    try {
      for (int count = in.read(part); count >= 0; count = in.read(part)) {
        sum += count;
      }
    } catch (SocketException reset) {
      return sum;
    }
    return sum;
  }

  /** Breaks the connection off, so that the server's next write fails. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
