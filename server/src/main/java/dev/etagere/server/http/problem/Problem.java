package dev.etagere.server.http.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One occurrence of a problem (RFC 9457).
 *
 * @param type its kind
 * @param detail what is wrong in this request and what would be right, for a person
 * @param members further members, by name: values that Jackson writes as plain JSON
 */
public record Problem(ProblemType type, String detail, ImmutableMap<String, Object> members) {
  /** The media type of a serialised problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A problem without further members. */
  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, ImmutableMap.of());
  }

  /** A problem whose detail is the message of an exception that was made for the caller to see. */
  public static Problem of(ProblemType type, RuntimeException madeForTheCaller) {
    return of(type, Objects.requireNonNull(madeForTheCaller.getMessage()));
  }

  /** The same problem with one more member. */
  public Problem with(String name, Object value) {
    return new Problem(
        type,
        detail,
        ImmutableMap.<String, Object>builder().putAll(members).put(name, value).build());
  }

  /**
   * The problem as JSON.
   *
   * @param requestId becomes {@code instance}
   */
  public byte[] toJson(String requestId) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("type", type.path());
    all.put("title", type.title());
    all.put("status", type.status());
    all.put("detail", detail);
    all.put("instance", requestId);
    all.putAll(members);
    try {
      return JSON.writeValueAsBytes(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem's members must be plain JSON values", e);
    }
  }
}
