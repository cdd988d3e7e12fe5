package dev.etagere.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.resource.ResourceId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.glassfish.jersey.server.ContainerRequest;

/** Paths, ids and percent-encoding: no two ids under one URL, and no id that escaping can forge. */
class TargetPropertyTest {
  private static final Pattern ID = Pattern.compile("(?!\\.{1,2}\\z)[A-Za-z0-9._~:@+=,-]{1,200}");

  private static Optional<Target> targetOf(String path) {
    ContainerRequest request = Requests.get(path);
    try {
      new TargetFilter(name -> true).filter(request);
      return Target.isIn(request) ? Optional.of(Target.of(request)) : Optional.empty();
    } catch (ProblemException e) {
      assertThat(e.problem().type().status()).isIn(400, 404);
      return Optional.empty();
    }
  }

  @Provide
  Arbitrary<ResourceId> ids() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .withCharRange('0', '9')
        .withChars("._~-:@+=,")
        .ofMinLength(1)
        .ofMaxLength(200)
        .filter(text -> !text.equals(".") && !text.equals(".."))
        .map(ResourceId::new);
  }

  /** One bit for each character: whether it is percent-encoded; and the case of the digits. */
  private static String encode(String text, long which, boolean upper) {
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      String escape = "%%%02x".formatted((int) text.charAt(i));
      boolean escapes = (which >>> (i % 64) & 1) == 1;
      encoded.append(
          !escapes ? text.substring(i, i + 1) : upper ? escape.toUpperCase(Locale.ROOT) : escape);
    }
    return encoded.toString();
  }

  @Property
  void id_howeverItIsEncoded_isTheSame(
      @ForAll("ids") ResourceId id, @ForAll long which, @ForAll boolean upper) {
    String path = "/v1/notes/" + encode(id.value(), which, upper);
    assertThat(targetOf(path).map(Target::resource)).contains(id);
  }

  @Property
  void id_any_hasAUrlThatLeadsBackToIt(@ForAll("ids") ResourceId id) {
    Target target = targetOf("/v1/notes/a").orElseThrow();
    assertThat(targetOf(target.pathOf(id)).map(Target::resource)).contains(id);
  }

  @Property
  void id_encodedTwice_isNoId(@ForAll("ids") ResourceId id, @ForAll boolean upper) {
    String once = encode(id.value(), -1, upper);
    assertThat(targetOf("/v1/notes/" + once.replace("%", "%25"))).isEmpty();
  }

  @Property(tries = 3_000)
  void text_any_isAnIdIfAndOnlyIfTheGrammarHasIt(@ForAll("nearIds") String text) {
    assertThat(ResourceId.parse(text).isPresent()).isEqualTo(ID.matcher(text).matches());
  }

  @Provide
  Arbitrary<String> nearIds() {
    Arbitrary<String> mostlyAllowed =
        Arbitraries.strings().withChars("aZ0._~-:@+=,/%;?# \u00e9\n").ofMaxLength(4);
    Arbitrary<String> longOnes = Arbitraries.integers().between(198, 203).map("i"::repeat);
    return Arbitraries.oneOf(mostlyAllowed, longOnes, Arbitraries.strings().ofMaxLength(5));
  }

  @Property(tries = 3_000)
  void path_any_isATargetOrRefused(@ForAll("paths") String path) {
    targetOf(path)
        .filter(target -> target.id() != null)
        .ifPresent(
            target -> assertThat(targetOf(target.pathOf(target.resource()))).contains(target));
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of(
            "/",
            "v1",
            "notes",
            "a",
            ".",
            "..",
            "%2F",
            "%2f",
            "%25",
            "%00",
            "%C3%A9",
            "%ff",
            "%2E",
            "%61",
            "problems",
            "+",
            "=",
            "@",
            ":",
            ",",
            "~",
            "'",
            "!",
            "$",
            "&",
            "(",
            "*")
        .list()
        .ofMaxSize(8)
        .map(parts -> "/" + String.join("", parts));
  }
}
