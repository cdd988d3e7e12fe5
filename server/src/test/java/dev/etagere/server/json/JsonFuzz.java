package dev.etagere.server.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** The bytes of a resource. */
class JsonFuzz {
  private static final JsonLimits LIMITS = new JsonLimits(4096, 16);

  @FuzzTest
  void parse(byte[] input) {
    boolean object;
    try {
      JsonObjects.check(input, LIMITS);
      object = true;
    } catch (InvalidJsonException e) {
      object = false;
    }
    try {
      JsonValue value = JsonValue.parse(input, LIMITS);
      assertThat(value instanceof JsonObject).isEqualTo(object);
      JsonValue again = JsonValue.parse(value.toBytes(), LIMITS);
      assertThat(again.equalsAsJson(value)).isTrue();
    } catch (InvalidJsonException e) {
      assertThat(object).isFalse();
    }
  }
}
