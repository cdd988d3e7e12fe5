package dev.etagere.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Answers at once, with the same bytes: what is measured is the client. */
final class ConstantServer implements AutoCloseable {
  static final String ETAG = "\"1-constant\"";

  private final ServerSocket listener;
  private final byte[] content = answer("200 OK", "{\"pad\":\"" + "x".repeat(1014) + "\"}");
  private final byte[] notModified = answer("304 Not Modified", "");
  private final byte[] changed = answer("204 No Content", "");

  ConstantServer() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread acceptor = new Thread(this::accept);
    acceptor.setDaemon(true);
    acceptor.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  private static byte[] answer(String status, String content) {
    String fields = content.isEmpty() ? "" : "Content-Type: application/json\r\n";
    String length = status.startsWith("200") ? "Content-Length: " + content.length() + "\r\n" : "";
    String text =
        "HTTP/1.1 " + status + "\r\nETag: " + ETAG + "\r\n" + fields + length + "\r\n" + content;
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        Thread thread = new Thread(() -> serve(socket));
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException closed) {
      Thread.currentThread().setName("closed");
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        byte[] answer = line.startsWith("PUT ") ? changed : content;
        long length = 0;
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
          if (field.regionMatches(true, 0, "If-None-Match:", 0, 14)) {
            answer = notModified;
          } else if (field.regionMatches(true, 0, "Content-Length:", 0, 15)) {
            length = Long.parseLong(field.substring(15).strip());
          }
        }
        in.skipNBytes(length);
        socket.getOutputStream().write(answer);
      }
    } catch (IOException closed) {
      Thread.currentThread().setName("closed");
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
