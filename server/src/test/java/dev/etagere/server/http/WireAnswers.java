package dev.etagere.server.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes apart all that a server has sent over a connection, as strictly as can be: whatever is not
 * delimited as its head says is an error of the test.
 */
final class WireAnswers {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) [^\r\n]*\r\n");
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");
  private static final String CHUNKED = "\r\nTransfer-Encoding: chunked\r\n";
  private static final String HEAD_END = "\r\n\r\n";

  private final String wire;
  private int at;

  /**
   * One answer.
   *
   * @param status its status
   * @param head its status line and fields, with the line ends
   */
  record Answer(int status, String head) {
    /** Whether the server says that nothing follows. */
    boolean closes() {
      return head.contains("\r\nConnection: close\r\n");
    }

    /** Whether it answers the request with this id. */
    boolean isTo(String requestId) {
      return head.contains("\r\nX-Request-Id: " + requestId + "\r\n");
    }
  }

  private WireAnswers(String wire) {
    this.wire = wire;
  }

  /**
   * The final answers, in their order.
   *
   * @param firstIsHead whether the first one answers a HEAD and so has no content
   */
  static List<Answer> of(byte[] bytes, boolean firstIsHead) {
    WireAnswers reader = new WireAnswers(new String(bytes, StandardCharsets.ISO_8859_1));
    List<Answer> answers = new ArrayList<>();
    while (reader.at < reader.wire.length()) {
      Answer answer = reader.head();
      if (answer.status() >= 200) {
        reader.skipContent(answer, firstIsHead && answers.isEmpty());
        answers.add(answer);
      }
    }
    return answers;
  }

  private Answer head() {
    Matcher status = STATUS.matcher(wire).region(at, wire.length());
    int end = wire.indexOf(HEAD_END, at);
    if (!status.lookingAt() || end < 0) {
      throw new AssertionError("no head of an answer at " + at + " of " + wire);
    }
    String head = wire.substring(at, end + 2);
    at = end + HEAD_END.length();
    return new Answer(Integer.parseInt(status.group(1)), head);
  }

  private void skipContent(Answer answer, boolean isToHead) {
    if (isToHead || answer.status() == 204 || answer.status() == 304) {
      return;
    }
    Matcher length = LENGTH.matcher(answer.head());
    if (answer.head().contains(CHUNKED)) {
      skipChunks();
    } else if (length.find()) {
      skip(Integer.parseInt(length.group(1)));
    } else {
      throw new AssertionError("content without an end: " + answer.head());
    }
  }

  private void skipChunks() {
    int size;
    do {
      int lineEnd = wire.indexOf('\r', at);
      size = Integer.parseInt(wire.substring(at, lineEnd), 16);
      skip(lineEnd - at + 2 + size + 2);
    } while (size > 0);
  }

  private void skip(int bytes) {
    if (at + bytes > wire.length()) {
      throw new AssertionError("cut short: " + wire.substring(at));
    }
    at += bytes;
  }
}
