package dev.etagere.client.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Values to JSON and back.
 *
 * @param mapper does it; used by many threads, so not to be changed any more
 */
public record Json(ObjectMapper mapper) {
  /**
   * The value in UTF-8.
   *
   * @throws IllegalArgumentException if it cannot be written as JSON
   */
  public byte[] write(Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          value.getClass().getName() + " cannot be written as JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * The value that the bytes hold.
   *
   * @throws IOException if they are no JSON, or not of this type
   */
  public <T> T read(byte[] content, Class<T> type) throws IOException {
    T value = mapper.readValue(content, type);
    if (value == null) {
      throw new IOException("The content is null.");
    }
    return value;
  }

  /** The same for a part of a document. */
  public <T> T read(JsonNode node, Class<T> type) throws IOException {
    return mapper.treeToValue(node, type);
  }

  /** The document, or a missing node if the bytes are no JSON. */
  public JsonNode readOrMissing(byte[] content) {
    try {
      return mapper.readTree(content);
    } catch (JsonProcessingException noJson) {
      return mapper.missingNode();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
