package dev.etagere.server.http.grizzly.head;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The head of a request (RFC 9112 §3, §5) for any sound one, any damage to it, and any bytes. */
class HeadPropertyTest {
  @Provide
  Arbitrary<String> requestLines() {
    Arbitrary<String> method = Arbitraries.of("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE");
    Arbitrary<String> path =
        Arbitraries.of("a", "Z", "0", "-", "_", "~", "!", "@", ":", "%20", "%C3", "/", "=", "'")
            .list()
            .ofMaxSize(8)
            .map(parts -> "/" + String.join("", parts));
    Arbitrary<String> query = Arbitraries.of("", "?", "?a=b&c", "?a=;?/%2f");
    return Combinators.combine(method, path, query)
        .as((name, target, more) -> name + " " + target + more + " HTTP/1.1\r\n");
  }

  @Provide
  Arbitrary<String> fields() {
    Arbitrary<String> name =
        Arbitraries.strings()
            .alpha()
            .numeric()
            .withChars("!#$%&'*+-.^_`|~")
            .ofMinLength(1)
            .ofMaxLength(9)
            .map(text -> "x" + text);
    Arbitrary<String> value =
        Arbitraries.strings()
            .withCharRange(' ', '~')
            .withCharRange('\u0080', '\u00ff')
            .withChars('\t')
            .ofMaxLength(20);
    return Combinators.combine(name, Arbitraries.of("", " ", "\t "), value)
        .as((field, space, text) -> field + ":" + space + text + space + "\r\n");
  }

  @Provide
  Arbitrary<String> framing() {
    return Arbitraries.of(
        "", "Content-Length: 5\r\n", "CONTENT-length:0\r\n", "transfer-encoding: Chunked\r\n");
  }

  private static String head(String line, List<String> fields, String framing) {
    return line + String.join("", fields) + "Host: h:80\r\n" + framing + "\r\n";
  }

  @Property
  void head_sound_passes(
      @ForAll("requestLines") String line,
      @ForAll @Size(max = 7) List<@From("fields") String> fields,
      @ForAll("framing") String framing) {
    byte[] bytes = head(line, fields, framing).getBytes(ISO_8859_1);
    assertThat(HeadLaws.accepts(bytes)).isTrue();
    HeadLaws.check(bytes);
  }

  @Property
  void head_withFramingTwice_isRefused(
      @ForAll("requestLines") String line,
      @ForAll @Size(max = 5) List<@From("fields") String> fields,
      @ForAll("framing") String one,
      @ForAll("framing") String other) {
    boolean ambiguous = !one.isEmpty() && !other.isEmpty();
    assertThat(HeadLaws.accepts(head(line, fields, one + other).getBytes(ISO_8859_1)))
        .isEqualTo(!ambiguous);
  }

  @Property(tries = 5_000)
  void head_damaged_isRefusedOrStillUnambiguous(
      @ForAll("requestLines") String line,
      @ForAll @Size(max = 3) List<@From("fields") String> fields,
      @ForAll("framing") String framing,
      @ForAll("damage") String damage,
      @ForAll @IntRange(max = 999) int where,
      @ForAll boolean replaces) {
    StringBuilder head = new StringBuilder(head(line, fields, framing));
    int at = where * head.length() / 1000;
    head.replace(at, replaces ? at + 1 : at, damage);
    HeadLaws.check(head.toString().getBytes(ISO_8859_1));
  }

  @Provide
  Arbitrary<String> damage() {
    return Arbitraries.of(
        "",
        "\0",
        "\r",
        "\n",
        "\r\n",
        " ",
        "\t",
        ":",
        "\r\n ",
        "\u007f",
        "\u00a0",
        "%",
        "\\",
        "\"",
        "\r\nHost: h",
        "\r\nContent-Length: 1",
        "\r\nTransfer-Encoding : chunked",
        ";");
  }

  @Property(tries = 2_000)
  void bytes_any_areAHeadOrRefused(@ForAll @Size(max = 40) byte[] bytes) {
    HeadLaws.check(bytes);
  }
}
