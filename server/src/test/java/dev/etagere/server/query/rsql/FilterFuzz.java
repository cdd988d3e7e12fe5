package dev.etagere.server.query.rsql;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.etagere.server.resource.MemberPath;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Filters and orders: read, or refused with a place in the text. */
class FilterFuzz {
  private static final KnownFields FIELDS =
      new KnownFields(List.of(MemberPath.of("status"), MemberPath.of("owner.id")));

  @FuzzTest
  void parse(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    try {
      assertThat(FilterParser.parse(text, FIELDS)).isNotNull();
    } catch (InvalidQueryException e) {
      assertThat(e.position()).isBetween(0, text.length());
    }
  }
}
