package dev.etagere.server.json;

import com.fasterxml.jackson.core.JsonToken;

/** The check that every body passes which is to become a resource. */
public final class JsonObjects {
  private JsonObjects() {}

  /**
   * Makes sure that a body is exactly one JSON object (RFC 8259) in UTF-8 without a byte-order
   * mark, with no duplicate member names and no unpaired surrogates (I-JSON, RFC 7493 §2.1, §2.3).
   * Numbers, strings and names may be of any length and magnitude; no number is evaluated.
   *
   * @throws InvalidJsonException if it is not, or exceeds a limit
   */
  public static void check(byte[] body, JsonLimits limits) {
    JsonMemory.forReading(body.length, () -> read(body, limits));
  }

  private static void read(byte[] body, JsonLimits limits) {
    String text = JsonText.decode(body, limits.maxBytes());
    try (StrictReader reader = new StrictReader(text, limits.maxDepth())) {
      if (reader.begin() != JsonToken.START_OBJECT) {
        throw reader.fault("the body must be a JSON object");
      }
      while (!reader.atEndOfValue()) {
        reader.next();
      }
      reader.end();
    }
  }
}
