package dev.etagere.server.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The public json-patch-tests; see the README beside their data. */
class JsonPatchSuiteTest {
  record Case(String name, JsonNode test) {
    JsonValue value(String member) {
      return JsonValue.parse(test.get(member).toString().getBytes(UTF_8), JsonLimits.DEFAULT);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Case> cases(String file) throws IOException {
    List<Case> cases = new ArrayList<>();
    try (InputStream in =
        JsonPatchSuiteTest.class.getResourceAsStream("/json-patch-tests/" + file)) {
      for (JsonNode test : new ObjectMapper().readTree(Objects.requireNonNull(in))) {
        if (test.has("patch") && !test.path("disabled").asBoolean()) {
          String comment = test.path("comment").asText(test.path("error").asText());
          cases.add(new Case(file + " #" + cases.size() + " " + comment, test));
        }
      }
    }
    return cases;
  }

  static Stream<Case> all() throws IOException {
    return Stream.concat(cases("tests.json").stream(), cases("spec_tests.json").stream());
  }

  static Stream<Case> successes() throws IOException {
    return all().filter(suiteCase -> !suiteCase.test().has("error"));
  }

  static Stream<Case> errors() throws IOException {
    return all().filter(suiteCase -> suiteCase.test().has("error"));
  }

  @Test
  void suite_isReadCompletely() throws IOException {
    assertThat(cases("tests.json")).hasSize(75);
    assertThat(cases("spec_tests.json")).hasSize(16);
  }

  @ParameterizedTest
  @MethodSource("successes")
  void suiteCase_success_givesWhatIsExpected(Case suiteCase) {
    JsonValue before = suiteCase.value("doc");
    JsonValue result =
        JsonPatch.evaluate(
            OperationParser.parse(suiteCase.value("patch")), before, JsonLimits.DEFAULT);
    JsonValue expected = suiteCase.value(suiteCase.test().has("expected") ? "expected" : "doc");
    assertThat(result.equalsAsJson(expected)).as(new String(result.toBytes(), UTF_8)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("errors")
  void suiteCase_error_isRefusedByOneOfOurExceptions(Case suiteCase) {
    JsonValue before = suiteCase.value("doc");
    JsonValue patch = suiteCase.value("patch");
    assertThat(
            catchThrowable(
                () -> JsonPatch.evaluate(OperationParser.parse(patch), before, JsonLimits.DEFAULT)))
        .isInstanceOfAny(
            InvalidPatchException.class,
            PatchTestFailedException.class,
            PatchNotApplicableException.class);
  }
}
