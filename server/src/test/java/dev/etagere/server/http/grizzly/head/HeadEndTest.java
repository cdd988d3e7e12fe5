package dev.etagere.server.http.grizzly.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeadEndTest {
  private static final byte[] HEAD =
      "GET / HTTP/1.1\r\nHost: h\r\n\r\nGET".getBytes(StandardCharsets.US_ASCII);
  private static final int END = HEAD.length - 3;

  @Test
  void find_wholeHead_isBehindTheBlankLine() {
    assertThat(HeadEnd.find(HEAD, 0, 0, HEAD.length)).isEqualTo(END);
  }

  @Test
  void find_anySplitInTwo_isTheSame() {
    for (int split = 0; split < END; split++) {
      assertThat(HeadEnd.find(HEAD, 0, 0, split)).as("first %s", split).isEqualTo(-1);
      assertThat(HeadEnd.find(HEAD, 0, split, HEAD.length)).as("rest of %s", split).isEqualTo(END);
    }
  }

  @Test
  void find_rangeInside_doesNotLookOutside() {
    byte[] bytes = "\r\nxx\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    assertThat(HeadEnd.find(bytes, 6, 6, 8)).isEqualTo(-1);
    assertThat(HeadEnd.find(bytes, 2, 2, 8)).isEqualTo(8);
  }

  @Test
  void find_bareLfBehindASplit_isRefused() {
    byte[] bytes = "GET\nx".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> HeadEnd.find(bytes, 0, 3, bytes.length))
        .isInstanceOf(HeadRefusedException.class);
  }

  @Test
  void find_bareCrAtASplit_isRefusedWithTheNextByte() {
    byte[] bytes = "GET\rx".getBytes(StandardCharsets.US_ASCII);
    assertThat(HeadEnd.find(bytes, 0, 0, 4)).isEqualTo(-1);
    assertThatThrownBy(() -> HeadEnd.find(bytes, 0, 4, 5)).isInstanceOf(HeadRefusedException.class);
  }
}
