package dev.etagere.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps docs/http-contract.md true: each row leads to a file that has a test of its name. */
class ContractPageTest {
  private static final Path PAGE = Path.of("../docs/http-contract.md");
  private static final Pattern ROW = Pattern.compile("\\| \\[([A-Z]\\d+)\\]\\(([^)]+)\\) \\|");

  @Test
  void everyRow_leadsToATestOfItsName() throws IOException {
    Matcher row = ROW.matcher(Files.readString(PAGE));
    int rows = 0;
    while (row.find()) {
      String test = Files.readString(PAGE.resolveSibling(row.group(2)));
      assertThat(test)
          .as("row %s", row.group(1))
          .contains(" void " + row.group(1).toLowerCase(Locale.ROOT) + "_");
      rows++;
    }
    assertThat(rows).isEqualTo(8 + 16 + 7 + 6 + 8 + 5);
  }
}
