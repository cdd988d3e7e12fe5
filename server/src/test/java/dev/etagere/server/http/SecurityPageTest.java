package dev.etagere.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps docs/security.md true: each threat leads to tests that exist. */
class SecurityPageTest {
  private static final Path PAGE = Path.of("../docs/security.md");
  private static final Splitter CELLS = Splitter.on('|').trimResults();

  /** A test: a link, with the name of its class, and of its method where one is meant. */
  private static final Pattern LINK = Pattern.compile("\\[`(\\w+)(?:\\.(\\w+))?`\\]\\(([^)#]+)\\)");

  private static List<String> threats() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .dropWhile(line -> !line.startsWith("|---"))
        .skip(1)
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }

  private static void assertLeadsToATest(String threat, String cell) throws IOException {
    String rest = LINK.matcher(cell).replaceAll("").replace(",", "").strip();
    assertThat(rest).as("what is no link to a test, of the threat: %s", threat).isEmpty();
    Matcher link = LINK.matcher(cell);
    int tests = 0;
    while (link.find()) {
      Path file = PAGE.resolveSibling(link.group(3));
      assertThat(file).as(threat).hasFileName(link.group(1) + ".java").isRegularFile();
      String source = Files.readString(file);
      String method = link.group(2);
      assertThat(source).as(threat).containsPattern("@(Test|ParameterizedTest|Property)\\b");
      assertThat(source).as(threat).contains(method == null ? "" : " void " + method + "(");
      tests++;
    }
    assertThat(tests).as(threat).isPositive();
  }

  private static void assertRowIsWhole(String row) throws IOException {
    List<String> cells = CELLS.splitToList(row);
    assertThat(cells).as(row).hasSize(5);
    if (cells.get(3).startsWith("[http-contract.md]")) {
      // Its own rows lead to tests: ContractPageTest.
      return;
    }
    assertLeadsToATest(cells.get(1), cells.get(3));
  }

  @Test
  void everyThreat_leadsToTestsThatExist() throws IOException {
    List<String> threats = threats();
    assertThat(threats).hasSizeGreaterThan(20);
    for (String threat : threats) {
      assertRowIsWhole(threat);
    }
  }
}
