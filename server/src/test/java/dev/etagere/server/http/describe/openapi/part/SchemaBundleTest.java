package dev.etagere.server.http.describe.openapi.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaBundleTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FIRST = "file:///schemas/order.json";
  private static final String SECOND = "file:///schemas/common/money.json";

  /** Where a reference of the first document, in its member {@code a}, leads in the bundle. */
  private static String place(String reference) {
    String first =
        """
        {"$id": "https://example.com/order.json", "$anchor": "whole",
         "properties": {"a": {"$ref": "%s"}},
         "$defs": {"x/y": {"$anchor": "odd"}, "in": {"$id": "inner/part.json", "$defs": {"z": {}}}}}
        """
            .formatted(reference);
    String second =
        """
        {"$id": "https://example.com/money.json", "$defs": {"amount": {"$anchor": "sum"}}}
        """;
    return bundle(ImmutableMap.of(FIRST, first, SECOND, second))
        .at("/order/properties/a/$ref")
        .asText();
  }

  private static JsonNode bundle(ImmutableMap<String, String> documents) {
    Map<String, Object> components = SchemaBundle.of("order", documents);
    return JSON.valueToTree(components);
  }

  @ParameterizedTest
  @CsvSource({
    "#, #/components/schemas/order",
    "#whole, #/components/schemas/order",
    "#/properties/a, #/components/schemas/order/properties/a",
    "#/$defs/x~1y, #/components/schemas/order.x-y",
    "#/$defs/in/$defs/a%20b, '#/components/schemas/order.in/$defs/a%20b'",
    "#odd, #/components/schemas/order.x-y",
    "order.json#odd, #/components/schemas/order.x-y",
    "inner/part.json, #/components/schemas/order.in",
    "inner/part.json#/$defs/z, #/components/schemas/order.in/$defs/z",
    "money.json, #/components/schemas/order.money",
    "https://example.com/money.json#sum, #/components/schemas/order.amount",
    "money.json#/$defs/amount, #/components/schemas/order.amount",
    "file:///schemas/common/money.json, #/components/schemas/order.money",
    "file:/schemas/common/money.json#sum, #/components/schemas/order.amount",
    "https://json-schema.org/draft/2020-12/schema, https://json-schema.org/draft/2020-12/schema"
  })
  void reference_leadsIntoTheDocument(String reference, String place) {
    assertThat(place(reference)).isEqualTo(place);
  }

  @Test
  void reference_toAFileBesideOneWithoutAnId_leadsIntoTheDocument() {
    JsonNode bundle =
        bundle(
            ImmutableMap.of(
                FIRST, "{\"items\": {\"$ref\": \"common/money.json#/$defs/amount\"}}",
                SECOND,
                    "{\"$id\": \"https://example.com/money.json\", \"$defs\": {\"amount\": {}}}"));

    assertThat(bundle.at("/order/items/$ref").asText())
        .isEqualTo("#/components/schemas/order.amount");
  }

  @Test
  void bundle_hasNoUriOfAFile_andNumbersAsTheyWereWritten() {
    JsonNode bundle =
        bundle(
            ImmutableMap.of(
                FIRST,
                """
                {"$schema": "https://json-schema.org/draft/2020-12/schema",
                 "$id": "https://example.com/order.json",
                 "properties": {"$id": {"const": "file:x"}, "n": {"multipleOf": 1e400}},
                 "allOf": [{"if": {"$ref": "#/$defs/t"}}], "$defs": {"t": true}}
                """));

    assertThat(bundle.at("/order/$id").isMissingNode()).isTrue();
    assertThat(bundle.at("/order/$schema").isMissingNode()).isTrue();
    assertThat(bundle.at("/order/properties/$id/const").asText()).isEqualTo("file:x");
    assertThat(bundle.at("/order/properties/n/multipleOf").asText()).isEqualTo("1E+400");
    assertThat(bundle.at("/order/allOf/0/if/$ref").asText())
        .isEqualTo("#/components/schemas/order.t");
  }

  @Test
  void filesOfOneName_becomeTwoComponents() {
    JsonNode bundle =
        bundle(
            ImmutableMap.of(
                FIRST,
                "{\"items\": {\"$ref\": \"b/part.json\"}}",
                "file:///schemas/a/part.json",
                "{\"title\": \"a\"}",
                "file:///schemas/b/part.json",
                "{\"title\": \"b\"}"));

    assertThat(bundle.at("/order/items/$ref").asText())
        .isEqualTo("#/components/schemas/order.part-2");
    assertThat(bundle.at("/order.part-2/title").asText()).isEqualTo("b");
    assertThat(bundle.has("order.part")).as("what nobody refers to").isFalse();
  }
}
