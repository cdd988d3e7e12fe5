package dev.etagere.server.http;

import com.google.common.base.Splitter;
import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.resource.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sends bytes that a well-behaved client would not. */
final class RawHttp {
  /** Among the fields of an answer, its status line. */
  static final String STATUS_LINE = ":status-line";

  private RawHttp() {}

  /** GET of a target exactly as it is written here. */
  static Answer get(URI base, String target) {
    return send(base, "GET " + target + " HTTP/1.1", "", new byte[0]);
  }

  /**
   * Sends one request and reads the answer to the end of the connection.
   *
   * @param fields lines that end with CRLF; Host, Connection and Content-Length are added
   */
  static Answer send(URI base, String requestLine, String fields, byte[] body) {
    String head =
        requestLine
            + "\r\nHost: localhost\r\nConnection: close\r\n"
            + (body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n")
            + fields
            + "\r\n";
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(body);
      socket.getOutputStream().flush();
      return parse(socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("no answer to " + requestLine, e);
    }
  }

  private static Answer parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new AssertionError("no complete answer: '" + text + "'");
    }
    List<String> lines = Splitter.on("\r\n").splitToList(text.substring(0, end));
    Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    fields.put(STATUS_LINE, List.of(lines.get(0)));
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      fields
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    return new Answer(
        Integer.parseInt(lines.get(0).substring(9, 12)),
        HttpHeaders.of(fields, (name, value) -> true),
        Content.wrap(Arrays.copyOfRange(bytes, end + 4, bytes.length)));
  }
}
