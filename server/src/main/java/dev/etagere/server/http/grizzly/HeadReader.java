package dev.etagere.server.http.grizzly;

import dev.etagere.server.http.grizzly.head.HeadCheck;
import dev.etagere.server.http.grizzly.head.HeadEnd;
import dev.etagere.server.http.grizzly.head.HeadRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;

/** Applies the head check to what has arrived of a request, as often as more arrives. */
final class HeadReader {
  /** The head has not arrived completely. */
  static final int INCOMPLETE = -1;

  private static final String SCANNED = HeadReader.class.getName();

  private static final byte[] HEAD = "HEAD ".getBytes(StandardCharsets.US_ASCII);

  private final HeadCheck check;

  HeadReader(HeadCheck check) {
    this.check = check;
  }

  /**
   * Looks for a sound head.
   *
   * @return where the request line begins, or {@link #INCOMPLETE}
   * @throws HeadRefusedException where there is none
   */
  int read(HttpRequestPacket request, Buffer input) {
    try {
      return find(request, input);
    } catch (HeadRefusedException e) {
      // Nothing is parsed of a refused request. Its answer must not have content if that is HEAD;
      // and where one was before it, Grizzly cannot tell that there is no method.
      request.setMethod(isHeadMethod(input) ? Method.HEAD : Method.GET);
      throw e;
    }
  }

  private int find(HttpRequestPacket request, Buffer input) {
    int scanned = request.getAttribute(SCANNED) instanceof Integer i ? i : 0;
    int limit = input.limit();
    int end = end(input, scanned, limit);
    int begin = begin(input, limit);
    if (end < 0 && limit - begin <= check.limits().maxHeadBytes()) {
      request.setAttribute(SCANNED, limit);
      return INCOMPLETE;
    }
    checkHead(input, begin, end < 0 ? limit : end);
    return begin;
  }

  private static int end(Buffer input, int scanned, int limit) {
    if (input.hasArray()) {
      int shift = input.arrayOffset();
      int end = HeadEnd.find(input.array(), shift, shift + scanned, shift + limit);
      return end < 0 ? end : end - shift;
    }
    int from = Math.max(0, scanned - HeadEnd.LOOK_BEHIND);
    byte[] recent = copy(input, from, limit);
    int end = HeadEnd.find(recent, 0, scanned - from, recent.length);
    return end < 0 ? end : end + from;
  }

  /** RFC 9112 §2.2: one empty line before the request line is ignored. */
  private static int begin(Buffer input, int limit) {
    return limit >= 2 && input.get(0) == '\r' && input.get(1) == '\n' ? 2 : 0;
  }

  private static boolean isHeadMethod(Buffer input) {
    int begin = begin(input, input.limit());
    byte[] first = copy(input, begin, Math.min(input.limit(), begin + HEAD.length));
    return Arrays.equals(first, HEAD);
  }

  private void checkHead(Buffer input, int begin, int end) {
    if (input.hasArray()) {
      int shift = input.arrayOffset();
      check.check(input.array(), shift + begin, shift + end);
    } else {
      check.check(copy(input, begin, end), 0, end - begin);
    }
  }

  private static byte[] copy(Buffer input, int from, int to) {
    byte[] bytes = new byte[to - from];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = input.get(from + i);
    }
    return bytes;
  }
}
