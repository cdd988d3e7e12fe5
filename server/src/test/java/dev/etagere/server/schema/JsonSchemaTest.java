package dev.etagere.server.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ContentSchema;
import dev.etagere.server.resource.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {
  @TempDir Path folder;

  private static List<Violation> violations(JsonSchema schema, String content) {
    return schema.violations(Content.ofUtf8(content));
  }

  private JsonSchema compile(String text) throws IOException, InvalidSchemaException {
    return JsonSchema.compile(List.of(file("schema.json", text)));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void assertRefused(String text, String message) {
    assertThatExceptionOfType(InvalidSchemaException.class)
        .isThrownBy(() -> compile(text))
        .withMessageContaining("schema.json")
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"total\":1.25}|``|``",
        "{}|``|invoice.json#/required",
        "{\"total\":-1}|/total|https://example.com/money.json#/$defs/amount/minimum",
        "{\"total\":0.001}|/total|https://example.com/money.json#/$defs/amount/multipleOf",
        "{\"total\":1,\"due\":\"2026-02-30\"}|/due|invoice.json#/properties/due/format",
        "{\"total\":1,\"number\":\"x\"}|/number|invoice.json#/properties/number/format",
        "{\"total\":1,\"a/b~\":1}|``|invoice.json#/additionalProperties",
        "{\"total\":1,\"lines\":[{\"text\":\"a\"},{\"text\":\"\"}]}"
            + "|/lines/1/text|invoice.json#/$defs/line/properties/text/minLength",
      })
  void violations_nameTheMemberAndTheKeyword(String content, String pointer, String keyword)
      throws Exception {
    JsonSchema schema = JsonSchema.compile(List.of(Schemas.INVOICE, Schemas.MONEY));

    List<Violation> violations = violations(schema, content);

    if (keyword.isEmpty()) {
      assertThat(violations).isEmpty();
    } else {
      assertThat(violations).hasSize(1);
      assertThat(violations.get(0).pointer()).isEqualTo(pointer);
      assertThat(violations.get(0).schemaPointer()).isEqualTo(keyword);
      assertThat(violations.get(0).message()).isNotEmpty();
    }
  }

  @Test
  void violations_ofNumbers_areExact() throws Exception {
    JsonSchema schema = compile("{\"properties\":{\"n\":{\"maximum\":9007199254740992.5}}}");

    assertThat(violations(schema, "{\"n\":9007199254740992.50}")).isEmpty();
    assertThat(violations(schema, "{\"n\":9007199254740992.51}")).hasSize(1);
    assertThat(violations(schema, "{\"n\":" + "9".repeat(2000) + "}")).hasSize(1);
  }

  @Test
  void violations_ofMany_areBounded() throws Exception {
    JsonSchema schema = compile("{\"properties\":{\"a\":{\"items\":{\"type\":\"string\"}}}}");

    assertThat(violations(schema, "{\"a\":[" + "1,".repeat(5000) + "1]}"))
        .hasSize(ContentSchema.MOST_VIOLATIONS);
  }

  @Test
  void violations_ofDeepContent_areFound() throws Exception {
    JsonSchema schema =
        compile(
            "{\"$defs\":{\"n\":{\"properties\":{\"a\":{\"$ref\":\"#/$defs/n\"}},"
                + "\"additionalProperties\":false}},\"$ref\":\"#/$defs/n\"}");

    assertThat(violations(schema, "{\"a\":".repeat(63) + "{\"b\":1}" + "}".repeat(63)))
        .hasSize(1)
        .first()
        .extracting(Violation::pointer)
        .isEqualTo("/a".repeat(63));
  }

  @Test
  void violations_ofLongNamesTextsAndNumbers_areFound() throws Exception {
    JsonSchema schema = compile("{\"additionalProperties\":{\"type\":\"null\"}}");
    String text = "x".repeat(100_000);

    assertThat(violations(schema, "{\"" + text + "\":null}")).isEmpty();
    assertThat(violations(schema, "{\"" + text + "\":\"" + text + "\"}")).hasSize(1);
    assertThat(violations(schema, "{\"a\":" + "9".repeat(100_000) + "}")).hasSize(1);
  }

  @Test
  void document_isTheSchema() throws Exception {
    assertThat(compile("{ \"type\" : \"object\" }").documents().values())
        .containsExactly("{ \"type\" : \"object\" }");
  }

  @Test
  void compile_noSuchFile_saysSo() {
    assertThatExceptionOfType(InvalidSchemaException.class)
        .isThrownBy(() -> JsonSchema.compile(List.of(folder.resolve("none.json"))))
        .withMessageContaining("none.json")
        .withMessageContaining("cannot be read");
  }

  @Test
  void compile_whatIsNoSchema_saysWhatIsWrong() {
    assertRefused("{\"type\":", "is no JSON");
    assertRefused("{} {}", "is no JSON");
    assertRefused("[]", "holds no schema");
    assertRefused("{\"type\":\"objekt\"}", "/type");
    assertRefused("{\"properties\":{\"a\":{\"minLength\":-1}}}", "/properties/a/minLength");
    assertRefused("{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}", "draft-07");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "money.json",
        "https://example.com/money.json",
        "http://127.0.0.1:1/x",
        "classpath:dev/etagere/server/schema/money.json",
        "resource:dev/etagere/server/schema/money.json",
        "file:///etc/hostname",
        "#/$defs/none",
        "jar:file:///x.jar!/y"
      })
  void compile_referenceToWhatIsNotNamed_isRefused(String reference) {
    assertRefused(
        "{\"properties\":{\"a\":{\"$ref\":\"" + reference + "\"}}}", reference.replace("#", ""));
  }

  @Test
  void compile_recursiveSchema_ends() throws Exception {
    JsonSchema schema =
        compile("{\"properties\":{\"next\":{\"$ref\":\"#\"},\"n\":{\"type\":\"integer\"}}}");

    assertThat(violations(schema, "{\"next\":{\"next\":{\"n\":\"x\"}}}")).hasSize(1);
  }
}
