package dev.etagere.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.problem.ProblemException;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Accept and Prefer for any list, and for any text. */
class NegotiationPropertyTest {
  private static final List<String> RANGES =
      List.of("*/*", "application/*", "application/json", "text/*", "text/html");
  private static final List<String> FOR_JSON = RANGES.subList(0, 3);

  /** One range with its weight in thousandths. */
  record Weighted(String range, int weight) {
    String text(String space) {
      return range
          + space
          + ";"
          + space
          + "q="
          + weight / 1000
          + "."
          + "%03d".formatted(weight % 1000);
    }
  }

  @Provide
  Arbitrary<Weighted> ranges() {
    return Combinators.combine(Arbitraries.of(RANGES), Arbitraries.of(0, 1, 500, 1000))
        .as(Weighted::new);
  }

  private static int statusOfAccept(String accept) {
    try {
      Negotiation.checkAccept(Requests.withField("Accept", accept));
      return 200;
    } catch (ProblemException e) {
      return e.problem().type().status();
    }
  }

  /** The most specific range that takes JSON in decides, and of several the most favourable one. */
  private static boolean model(List<Weighted> ranges) {
    for (int specific = FOR_JSON.size() - 1; specific >= 0; specific--) {
      String range = FOR_JSON.get(specific);
      if (ranges.stream().anyMatch(one -> one.range().equals(range))) {
        return ranges.stream().anyMatch(one -> one.range().equals(range) && one.weight() > 0);
      }
    }
    return false;
  }

  @Property(tries = 1_000)
  void accept_anyList_isDecidedByItsMostSpecificRange(
      @ForAll @Size(min = 1, max = 5) List<@From("ranges") Weighted> ranges,
      @ForAll @IntRange(max = 1) int spaces) {
    String space = " ".repeat(spaces);
    String accept =
        ranges.stream()
            .map(range -> range.text(space))
            .collect(Collectors.joining(space + "," + space));
    assertThat(statusOfAccept(accept)).as(accept).isEqualTo(model(ranges) ? 200 : 406);
  }

  @Property(tries = 3_000)
  void accept_anyText_isAcceptedOrRefused(@ForAll("texts") String text) {
    assertThat(statusOfAccept(text)).isIn(200, 400, 406);
  }

  @Property(tries = 3_000)
  void prefer_anyText_isNeverRefused(@ForAll("texts") String text) {
    assertThat(Preferences.wantsRepresentation(Requests.withField("Prefer", text)))
        .isIn(true, false);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "*/*",
            "application/json",
            "text",
            "/",
            ",",
            ";",
            "q=",
            "0",
            "1",
            ".5",
            "\"",
            "\\",
            " ",
            "\t",
            "return",
            "=",
            "representation",
            "x",
            "\u00e9",
            "q=1e400",
            "q=\"1\"",
            "*")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 20)
  void text_asLongAsAHeadMayBe_isReadWithoutRecursion(@ForAll("texts") String text) {
    String part = text.isEmpty() ? "a/a;q=\"\\a\"," : text;
    String longest = part.repeat(16 * 1024 / part.length());
    assertThat(statusOfAccept(longest)).isIn(200, 400, 406);
    assertThat(Preferences.wantsRepresentation(Requests.withField("Prefer", longest)))
        .isIn(true, false);
  }

  /** One preference: its name and value. */
  record Preference(String name, String value) {
    String text(boolean quoted, String parameter) {
      return name + "=" + (quoted ? '"' + value + '"' : value) + parameter;
    }
  }

  @Provide
  Arbitrary<Preference> preferences() {
    return Combinators.combine(
            Arbitraries.of("return", "Return", "wait", "respond-async", "returns"),
            Arbitraries.of("representation", "minimal", "1"))
        .as(Preference::new);
  }

  @Property
  void prefer_anyList_isDecidedByTheFirstReturn(
      @ForAll @Size(min = 1, max = 5) List<@From("preferences") Preference> all,
      @ForAll boolean quoted,
      @ForAll("parameters") String parameter) {
    String field =
        all.stream().map(one -> one.text(quoted, parameter)).collect(Collectors.joining(" ,\t"));
    boolean expected =
        all.stream()
            .filter(one -> one.name().equalsIgnoreCase("return"))
            .findFirst()
            .map(one -> one.value().equals("representation"))
            .orElse(false);
    assertThat(Preferences.wantsRepresentation(Requests.withField("Prefer", field)))
        .as(field)
        .isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> parameters() {
    return Arbitraries.of("", ";a", "; a=b", " ; a=\"b,return=minimal\"", ";;a= b");
  }
}
