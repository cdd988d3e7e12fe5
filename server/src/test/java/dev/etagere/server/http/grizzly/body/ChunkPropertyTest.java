package dev.etagere.server.http.grizzly.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The chunked coding (RFC 9112 §7.1) for any content in any chunks, and for any bytes. */
class ChunkPropertyTest {
  /** One chunk: its content and its extension. */
  record Chunk(String content, String extension) {
    String coded(boolean upper, String zeros) {
      String size = Integer.toHexString(content.length());
      return zeros
          + (upper ? size.toUpperCase(Locale.ROOT) : size)
          + extension
          + "\r\n"
          + content
          + "\r\n";
    }
  }

  @Provide
  Arbitrary<Chunk> chunks() {
    Arbitrary<String> content =
        Arbitraries.strings().withCharRange('\0', '\u00ff').ofMinLength(1).ofMaxLength(40);
    return Combinators.combine(content, Arbitraries.of("", ";a", ";a=b;c=\"d e\"", "; \t\u00e9"))
        .as(Chunk::new);
  }

  @Provide
  Arbitrary<String> trailers() {
    return Arbitraries.of("", "A: b\r\n", "A: b\r\nC:\r\n");
  }

  @Property
  void content_inAnyChunksAndPieces_isDecodedAndNothingBehindItIsTaken(
      @ForAll @Size(max = 5) List<@From("chunks") Chunk> chunks,
      @ForAll("trailers") String trailers,
      @ForAll boolean upper,
      @ForAll @IntRange(max = 3) int zeros,
      @ForAll @IntRange(min = 1, max = 60) int piece) {
    StringBuilder coded = new StringBuilder();
    StringBuilder content = new StringBuilder();
    for (Chunk chunk : chunks) {
      coded.append(chunk.coded(upper, "0".repeat(zeros)));
      content.append(chunk.content());
    }
    coded.append("0\r\n").append(trailers).append("\r\n");
    byte[] bytes = (coded + "GET / HTTP/1.1\r\n").getBytes(ISO_8859_1);
    assertThat(ChunkLaws.decode(bytes, piece))
        .isEqualTo(new ChunkLaws.Decoded(content.toString(), true, coded.length(), false));
  }

  @Property(tries = 3_000)
  void bytes_any_areDecodedAlikeInAnyPieces(@ForAll("texts") String text) {
    ChunkLaws.check(text.getBytes(ISO_8859_1));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "0",
            "1",
            "a",
            "F",
            "\r\n",
            "\r",
            "\n",
            ";",
            " ",
            "\t",
            "x",
            "\0",
            "\u00e9",
            "0\r\n\r\n",
            "1\r\nx\r\n",
            "ffffffff",
            "80000000",
            "7fffffff\r\n",
            "-1",
            "+1",
            "0x1")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }
}
