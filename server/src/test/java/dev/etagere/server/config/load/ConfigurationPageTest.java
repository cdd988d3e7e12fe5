package dev.etagere.server.config.load;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.etagere.server.config.Capacity;
import dev.etagere.server.config.Deadlines;
import dev.etagere.server.config.Limits;
import dev.etagere.server.config.load.ConfigLoader.Arguments;
import dev.etagere.server.config.text.Quantity;
import dev.etagere.server.resource.CollectionPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keeps docs/configuration.md true. */
class ConfigurationPageTest {
  private static final String POLICY_PREFIX = "collections.NAME.";

  @TempDir Path folder;
  private String page;

  @BeforeEach
  void readThePage() throws IOException {
    page = Files.readString(Path.of("..", "docs", "configuration.md"));
  }

  @ParameterizedTest
  @EnumSource
  void row_ofEachSetting_namesOptionVariableAndDefault(Setting setting) {
    List<String> cells = row(setting.key());

    assertThat(cells.get(1))
        .isEqualTo(setting.option().map(ConfigurationPageTest::code).orElse(""));
    assertThat(cells.get(2)).isEqualTo(code(setting.variable()));
    assertThat(cells.get(3).replace("`", "")).isEqualTo(setting.defaultText());
    assertThat(cells.get(5)).isNotEmpty();
  }

  @Test
  void rows_ofLimits_nameTheirBounds() {
    bounds(
        Setting.BODY_BYTES,
        Quantity.sizeText(Limits.MIN_BODY_BYTES),
        Quantity.sizeText(Limits.MAX_BODY_BYTES));
    bounds(
        Setting.JSON_DEPTH,
        Integer.toString(Limits.MIN_JSON_DEPTH),
        Integer.toString(Limits.MAX_JSON_DEPTH));
    bounds(
        Setting.HEADER_BYTES,
        Quantity.sizeText(Limits.MIN_HEADER_BYTES),
        Quantity.sizeText(Limits.MAX_HEADER_BYTES));
    bounds(
        Setting.URI_LENGTH,
        Quantity.sizeText(Limits.MIN_URI_LENGTH),
        Quantity.sizeText(Limits.MAX_URI_LENGTH));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "HEADER_TIME",
        "BODY_TIME",
        "ANSWER_TIME",
        "IDLE_TIME",
        "QUEUE_TIME",
        "REQUEST_TIME"
      })
  void rows_ofDeadlines_nameTheirBounds(Setting setting) {
    bounds(setting, Quantity.timeText(Deadlines.MIN), Quantity.timeText(Deadlines.MAX));
  }

  @Test
  void rows_ofCapacities_nameTheirBounds() {
    bounds(Setting.REQUESTS_AT_ONCE, "1", Integer.toString(Capacity.MAX_REQUESTS_AT_ONCE));
    bounds(Setting.REQUESTS_WAITING, "1", Integer.toString(Capacity.MAX_REQUESTS_WAITING));
    bounds(Setting.MIN_BYTES_PER_SECOND, "1", Quantity.sizeText(Deadlines.MAX_RATE));
    String min = Quantity.sizeText(Capacity.MIN_MEMORY);
    String max = Quantity.sizeText(Capacity.MAX_MEMORY);
    bounds(Setting.BODY_MEMORY, min, max);
    bounds(Setting.ANSWER_MEMORY, min, max);
  }

  @Test
  void rows_ofKeys_areExactlyTheKnownOnes() {
    Set<String> known = new HashSet<>();
    Arrays.stream(Setting.values()).map(Setting::key).forEach(known::add);
    PolicyDraft.PROPERTIES.forEach(property -> known.add(POLICY_PREFIX + property));

    Set<String> written =
        page.lines()
            .filter(line -> line.matches("\\| `[a-z][A-Za-z.]*` .*"))
            .map(line -> cells(line).get(0).replace("`", ""))
            .collect(toSet());

    assertThat(written).isEqualTo(known);
  }

  @Test
  void rows_ofPolicies_nameTheDefaults() throws Exception {
    var text = new StringBuilder("collections:\n  notes:\n");
    for (String property : PolicyDraft.PROPERTIES) {
      String value = row(POLICY_PREFIX + property).get(1).replace("`", "");
      text.append("    ").append(property).append(": ").append(value).append('\n');
    }

    assertThat(load(text.toString()).values()).containsExactly(CollectionPolicy.DEFAULT);
  }

  @Test
  void variablesAndOptions_onThePage_areKnown() {
    Set<String> known =
        new HashSet<>(
            Set.of(
                "--config",
                "--collection",
                "--help",
                "--version",
                "--name",
                Environment.CONFIG,
                Environment.COLLECTIONS,
                "ETAGERE_JAVA_OPTS",
                "ETAGERE_TEST_",
                "ETAGERE_SERVICE_HOST"));
    for (Setting setting : Setting.values()) {
      known.add(setting.variable());
      setting.option().ifPresent(known::add);
    }

    Set<String> written =
        Pattern.compile("(?<![\\w-])(?:ETAGERE_[A-Z_]+|--[a-z][a-z-]*)")
            .matcher(page)
            .results()
            .map(result -> result.group())
            .collect(toSet());

    assertThat(written).isEqualTo(known);
  }

  @Test
  void example_onThePage_isLoaded() throws Exception {
    String example = page.substring(page.indexOf("```yaml\n") + 8);

    assertThat(load(example.substring(0, example.indexOf("```")))).hasSize(2);
  }

  private Map<?, CollectionPolicy> load(String text) throws Exception {
    Files.writeString(folder.resolve("e.yaml"), text);
    var arguments = new Arguments(Optional.of("e.yaml"), Map.of(), List.of());
    return new ConfigLoader(folder, Map.of("ETAGERE_MONGO_URI", "mongodb://h"))
        .load(arguments)
        .config()
        .collections();
  }

  private void bounds(Setting setting, String min, String max) {
    assertThat(row(setting.key()).get(4)).isEqualTo(code(min) + " to " + code(max));
  }

  private List<String> row(String key) {
    return page.lines()
        .filter(line -> line.startsWith("| " + code(key) + " "))
        .map(ConfigurationPageTest::cells)
        .findFirst()
        .orElseThrow(() -> new AssertionError(key + " is not on the page"));
  }

  private static List<String> cells(String line) {
    String inner = line.substring(1, line.lastIndexOf('|'));
    return Splitter.on(Pattern.compile("(?<!\\\\)\\|")).trimResults().splitToList(inner);
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
