package dev.etagere.server.precondition;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.base.Splitter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** If-Match and If-None-Match; each line of the input is a line of the field. */
class EntityTagsFuzz {
  private static final Splitter LINES = Splitter.on('\n');

  @FuzzTest
  void parse(byte[] input) {
    List<String> lines = LINES.splitToList(new String(input, StandardCharsets.ISO_8859_1));
    try {
      EntityTags tags = EntityTagsParser.parse("If-Match", lines);
      assertThat(EntityTagsParser.parse("If-Match", List.of(tags.toString()))).isEqualTo(tags);
      if (tags instanceof EntityTags.Listed listed) {
        listed.tags().forEach(EntityTagsFuzz::checkVersion);
      }
    } catch (MalformedFieldException e) {
      assertThat(e.fieldName()).isEqualTo("If-Match");
    }
  }

  private static void checkVersion(EntityTag tag) {
    tag.version().ifPresent(version -> assertThat(EntityTag.of(version)).isEqualTo(tag));
  }
}
