package dev.etagere.server.patch;

import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.json.JsonMemory;
import dev.etagere.server.json.JsonObject;
import dev.etagere.server.json.JsonTooLargeException;
import dev.etagere.server.json.JsonValue;
import dev.etagere.server.resource.Content;
import java.util.Optional;

/** The way of a resource's content into a patch and out of it. */
final class PatchResult {
  private static final JsonLimits STORED = new JsonLimits(Integer.MAX_VALUE, JsonLimits.DEEPEST);
  private static final String WHOLE_PATCH = "";

  private PatchResult() {}

  static JsonValue read(Content current) {
    try {
      return JsonValue.parse(current.bytes(), STORED, JsonMemory.MOST_PER_TREE);
    } catch (JsonTooLargeException e) {
      throw PatchNotApplicableException.at(
          WHOLE_PATCH, "the resource is too large to be patched: " + e.getMessage() + "; PUT it");
    }
  }

  static Optional<Content> of(JsonValue before, JsonValue after, JsonLimits limits) {
    if (!(after instanceof JsonObject)) {
      throw PatchNotApplicableException.at(
          WHOLE_PATCH, "the result is no JSON object, as every resource must be");
    }
    if (after.equalsAsJson(before)) {
      return Optional.empty();
    }
    refuseExcess(after, limits.maxBytes(), limits.maxDepth(), WHOLE_PATCH);
    return Optional.of(Content.wrap(after.toBytes()));
  }

  /**
   * Refuses a result that is too large.
   *
   * @param source what in the patch document made it so
   */
  static void refuseExcess(JsonValue result, long maxBytes, int maxDepth, String source) {
    if (result.size() > maxBytes) {
      throw PatchNotApplicableException.at(
          source, "the result has more than " + maxBytes + " bytes, the most that are allowed");
    }
    if (result.depth() > maxDepth) {
      throw PatchNotApplicableException.at(
          source, "objects and arrays in the result are nested more than " + maxDepth + " deep");
    }
  }
}
