package dev.etagere.server.tool.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.ledger.IdempotencyKey;
import dev.etagere.server.resource.Content;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineKeysTest {
  private static final Content A = Content.ofUtf8("{\"a\":1}");

  @Test
  void ofDocument_sameLinesAgain_areTheSameKeys() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      lines.add("{\"n\":" + i % 1_700 + "}");
    }
    List<String> first = keys("payments", lines);

    assertThat(first).doesNotHaveDuplicates();
    assertThat(keys("payments", lines)).isEqualTo(first);
    Collections.reverse(lines);
    assertThat(keys("payments", lines)).containsExactlyInAnyOrderElementsOf(first);
  }

  @Test
  void ofDocument_lineAddedInFront_leavesTheOthersTheirKeys() {
    List<String> before = keys("payments", List.of("{\"a\":1}", "{\"a\":1}", "{\"b\":1}"));
    List<String> after =
        keys("payments", List.of("{\"c\":1}", "{\"a\":1}", "{\"a\":1}", "{\"b\":1}"));

    assertThat(after).containsAll(before).hasSize(4);
  }

  @Test
  void keys_otherCollectionIdOrKind_differ() {
    LineKeys payments = new LineKeys("payments");

    assertThat(payments.ofDocument(A))
        .isNotEqualTo(new LineKeys("orders").ofDocument(A))
        .isNotEqualTo(payments.ofItem("a", A));
    assertThat(payments.ofItem("a", A)).isNotEqualTo(payments.ofItem("b", A));
    assertThat(payments.ofItem("a", A)).isEqualTo(new LineKeys("payments").ofItem("a", A));
    assertThat(new IdempotencyKey(payments.ofDocument(A)).value()).startsWith("import-");
  }

  private static List<String> keys(String collection, List<String> lines) {
    LineKeys keys = new LineKeys(collection);
    return lines.stream().map(line -> keys.ofDocument(Content.ofUtf8(line))).toList();
  }
}
