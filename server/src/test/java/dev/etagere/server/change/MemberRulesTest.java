package dev.etagere.server.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.GeneratedValue;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberRulesTest {
  private static final CollectionPolicy KEYED =
      CollectionPolicy.DEFAULT.withNaturalKey(List.of("a/b~c"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|{\"t\":\"1\",\"q\\\"\":\"2\"}",
        "{ }|{ \"t\":\"1\",\"q\\\"\":\"2\"}",
        "{\"a\":{}}|{\"a\":{},\"t\":\"1\",\"q\\\"\":\"2\"}",
        "{\"a\":\"}\"} |{\"a\":\"}\",\"t\":\"1\",\"q\\\"\":\"2\"}",
        "{ \"a\": 1.50 }|{ \"a\": 1.50 ,\"t\":\"1\",\"q\\\"\":\"2\"}",
      })
  void complete_addsBehindTheLastMember_andLeavesTheRestAsItIs(String sent, String stored) {
    Content completed =
        MemberRules.complete(Content.ofUtf8(sent), ImmutableMap.of("t", "1", "q\"", "2"));

    assertThat(completed.utf8().strip()).isEqualTo(stored);
  }

  @Test
  void complete_nothingToAdd_isTheSame() {
    Content content = Content.ofUtf8("{ }\n");

    assertThat(MemberRules.complete(content, ImmutableMap.of())).isSameAs(content);
  }

  @Test
  void violations_pointToTheMember_escaped() {
    assertThat(new MemberRules(KEYED).ofPost(Content.ofUtf8("{}")))
        .extracting(Violation::pointer)
        .containsExactly("/a~1b~0c");
  }

  @Test
  void naturalId_isOfTheValue_notOfItsText() {
    MemberRules rules = new MemberRules(KEYED);
    ResourceId id = rules.naturalId(Content.ofUtf8("{\"a/b~c\": \"x\"}")).orElseThrow();

    assertThat(rules.naturalId(Content.ofUtf8("{\"z\":1,\"a\\u002fb~c\":\"\\u0078\"}")))
        .contains(id);
    assertThat(rules.ofPutCreation(id, Content.ofUtf8("{\"a/b~c\":\"x\"}"))).isEmpty();
    assertThat(rules.ofPutCreation(id, Content.ofUtf8("{\"a/b~c\":\"y\"}"))).hasSize(1);
  }

  @Test
  void replacement_generatedMember_mayOnlyBeWrittenOtherwise() {
    MemberRules rules =
        new MemberRules(
            CollectionPolicy.DEFAULT.withGenerated(ImmutableMap.of("t", GeneratedValue.UUID)));
    ResourceId id = new ResourceId("a");
    Content before = Content.ofUtf8("{\"t\":\"x\"}");

    assertThat(rules.ofReplacement(id, before, Content.ofUtf8("{\"n\":1,\"t\":\"\\u0078\"}")))
        .isEmpty();
    assertThat(rules.ofReplacement(id, before, Content.ofUtf8("{\"t\":\"y\"}"))).hasSize(1);
    assertThat(rules.ofReplacement(id, before, Content.ofUtf8("{}"))).hasSize(1);
    assertThat(rules.ofReplacement(id, Content.ofUtf8("{}"), before)).hasSize(1);
  }
}
