package dev.etagere.server.http.describe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Documents as maps, lists, texts, numbers and truth values, and how they are written. */
public final class Tree {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Tree() {}

  /** An object of names and values in turn, in this order. */
  public static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  /** The document as JSON. */
  public static byte[] json(Object tree) {
    try {
      return JSON.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a description must be of plain JSON values", e);
    }
  }
}
