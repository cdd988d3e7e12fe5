package dev.etagere.server.http.grizzly.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What holds for any bytes that arrive as chunked content, in whichever pieces they come. */
final class ChunkLaws {
  private ChunkLaws() {}

  /**
   * What a decoder makes of some bytes.
   *
   * @param content what was decoded before it ended or was refused
   * @param complete whether the message has ended
   * @param consumed how many bytes belong to it
   * @param refused whether the coding is broken
   */
  record Decoded(String content, boolean complete, int consumed, boolean refused) {}

  /** Decodes pieces of the given length. */
  static Decoded decode(byte[] bytes, int piece) {
    ChunkDecoder decoder = new ChunkDecoder();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    int at = 0;
    while (at < bytes.length && !decoder.isComplete()) {
      byte[] in = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
      byte[] out = new byte[in.length];
      try {
        content.write(out, 0, decoder.decode(in, out));
      } catch (MalformedContentException e) {
        return new Decoded("", false, 0, true);
      }
      at += decoder.consumed();
    }
    return new Decoded(
        content.toString(StandardCharsets.ISO_8859_1), decoder.isComplete(), at, false);
  }

  /** The same, whatever the pieces; and never more content than bytes. */
  static void check(byte[] bytes) {
    Decoded whole = decode(bytes, Math.max(1, bytes.length));
    assertThat(decode(bytes, 1)).isEqualTo(whole);
    assertThat(decode(bytes, 3)).isEqualTo(whole);
    assertThat(whole.content().length()).isLessThanOrEqualTo(bytes.length);
    assertThat(whole.consumed()).isLessThanOrEqualTo(bytes.length);
  }
}
