package dev.etagere.server.http.grizzly.head;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/** What holds for any bytes that arrive as the head of a request. */
final class HeadLaws {
  private static final HeadLimits LIMITS = new HeadLimits(2048, 10, 512);
  private static final HeadCheck CHECK = new HeadCheck(LIMITS);

  /** What the recipient behind the check relies on, in the plainest words of RFC 9112. */
  private static final Pattern SOUND =
      Pattern.compile(
          "[A-Z]+ [!#-\\[\\]^_`a-z{}|~]+ HTTP/1\\.[01]\r\n(?:[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n\0]*\r\n)*\r\n");

  private static final Pattern FRAMING =
      Pattern.compile("\r\n(?:content-length|transfer-encoding):", Pattern.CASE_INSENSITIVE);
  private static final Pattern HOST = Pattern.compile("\r\nhost:", Pattern.CASE_INSENSITIVE);

  private HeadLaws() {}

  /** Where the head ends, -1 where it does not yet, or the status of the refusal, negated. */
  private static int find(byte[] bytes, int piece) {
    try {
      int end = -1;
      for (int at = 0; at < bytes.length && end < 0; at += piece) {
        end = HeadEnd.find(bytes, 0, at, Math.min(bytes.length, at + piece));
      }
      return end;
    } catch (HeadRefusedException e) {
      return -e.problem().type().status();
    }
  }

  /** Whether the bytes begin with a head that passes the check. */
  static boolean accepts(byte[] bytes) {
    int end = find(bytes, Math.max(1, bytes.length));
    if (end < 0) {
      return false;
    }
    try {
      CHECK.check(bytes, 0, end);
      return true;
    } catch (HeadRefusedException e) {
      assertThat(e.problem().type().status()).isIn(400, 414, 417, 431, 501, 505);
      return false;
    }
  }

  /** Found alike however it arrives; and what passes can be read in one way only. */
  static void check(byte[] bytes) {
    int end = find(bytes, Math.max(1, bytes.length));
    assertThat(find(bytes, 1)).isEqualTo(end);
    assertThat(find(bytes, 7)).isEqualTo(end);
    if (accepts(bytes)) {
      String head = new String(bytes, 0, end, ISO_8859_1);
      assertThat(SOUND.matcher(head).matches()).as(head).isTrue();
      assertThat(FRAMING.matcher(head).results().count()).as(head).isLessThanOrEqualTo(1);
      assertThat(HOST.matcher(head).results().count()).as(head).isLessThanOrEqualTo(1);
      assertThat(end).isLessThanOrEqualTo(LIMITS.maxHeadBytes());
    }
  }
}
