package dev.etagere.server.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import dev.etagere.server.config.load.ConfigLoader.Arguments;
import dev.etagere.server.config.text.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Makes the table of the server's keys in docs/configuration.md anew, from the settings and from
 * what the loader says that it takes, and compares. With {@code -Detagere.docs=rewrite} the page is
 * written instead. Only words are a person's: what a key means, and what it takes where that is no
 * range.
 */
class ConfigurationReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final String BEGIN = "<!-- made by ConfigurationReferenceTest -->\n";
  private static final String END = "<!-- as far as here -->\n";
  private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern RANGE = Pattern.compile("from ([0-9]\\w*) to ([0-9]\\w*)");
  private static final Pattern AT_MOST = Pattern.compile("a duration like .*, at most (\\w+)");

  /** Taken for no number, size, duration or truth. */
  private static final String NONSENSE = "?";

  @TempDir Path folder;

  /** What lies between, both included. */
  private record Range(String least, String most) {
    static Optional<Range> of(String remedy) {
      Matcher both = RANGE.matcher(remedy);
      if (both.find()) {
        return Optional.of(new Range(both.group(1), both.group(2)));
      }
      Matcher atMost = AT_MOST.matcher(remedy);
      return atMost.find() ? Optional.of(new Range("0s", atMost.group(1))) : Optional.empty();
    }
  }

  @Test
  void reference_onThePage_isWhatTheSettingsSay() throws Exception {
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    String written = page.substring(from, to);
    StringBuilder made =
        new StringBuilder(
            """
            | key in the file | option | variable | default | bounds | meaning |
            |---|---|---|---|---|---|
            """);
    for (Setting setting : Setting.values()) {
      made.append(row(setting, written));
    }

    if (System.getProperty("etagere.docs", "").equals("rewrite")) {
      Files.writeString(PAGE, page.substring(0, from) + made + page.substring(to));
    } else {
      assertThat(written)
          .as("mvn -pl server test -Dtest=ConfigurationReferenceTest -Detagere.docs=rewrite")
          .isEqualTo(made.toString());
    }
  }

  private String row(Setting setting, String written) throws IOException {
    List<String> words = words(setting, written);
    String shown = setting.defaultText();
    boolean isValue = !shown.equals("none") && !shown.startsWith("an ");
    return Arrays.asList(
            code(setting.key()),
            setting.option().map(ConfigurationReferenceTest::code).orElse(""),
            code(setting.variable()),
            isValue ? code(shown) : shown,
            bounds(setting).orElse(words.get(0)),
            words.get(1))
        .stream()
        .map(cell -> cell.isEmpty() ? " " : " " + cell + " ")
        .collect(Collectors.joining("|", "|", "|\n"));
  }

  /** What the page says already, or else what the help does. */
  private static List<String> words(Setting setting, String written) {
    return written
        .lines()
        .filter(line -> line.startsWith("| " + code(setting.key()) + " "))
        .map(
            line ->
                Splitter.on(CELL_END).trimResults().splitToList(line.substring(1)).subList(4, 6))
        .findFirst()
        .orElseGet(
            () -> {
              String help = setting.description();
              return List.of("a text", Ascii.toUpperCase(help.charAt(0)) + help.substring(1) + ".");
            });
  }

  private Optional<String> bounds(Setting setting) {
    String remedy = remedies(setting, NONSENSE).stream().findFirst().orElse("");
    return remedy.startsWith("Give true or false")
        ? Optional.of("`true` or `false`")
        : Range.of(remedy).map(range -> code(range.least) + " to " + code(range.most));
  }

  @ParameterizedTest
  @EnumSource
  void range_thatTheLoaderNames_isTakenFromEndToEnd(Setting setting) {
    for (String remedy : remedies(setting, NONSENSE)) {
      Range.of(remedy)
          .ifPresent(
              range -> {
                assertThat(remedies(setting, range.least)).doesNotContain(remedy);
                assertThat(remedies(setting, range.most)).doesNotContain(remedy);
                assertThat(remedies(setting, "1" + range.most)).contains(remedy);
              });
    }
  }

  /** What the loader advises who gives a key this value. */
  private List<String> remedies(Setting setting, String value) {
    List<String> remedies = new ArrayList<>();
    try {
      new ConfigLoader(folder, Map.of(setting.variable(), value)).load(Arguments.NONE);
    } catch (ConfigException e) {
      e.mistakes().stream().map(Mistake::remedy).forEach(remedies::add);
    }
    return remedies;
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
