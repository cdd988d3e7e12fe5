package dev.etagere.server.patch;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.json.InvalidJsonException;
import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.json.JsonValue;
import dev.etagere.server.resource.Content;
import java.util.Optional;

/** A JSON Patch (RFC 6902). */
public final class JsonPatch implements Patch {
  /** The media type (RFC 6902 §6). */
  public static final String MEDIA_TYPE = "application/json-patch+json";

  // The array and the operation around a value, which may itself be as deep as a resource.
  private static final int ENVELOPE_DEPTH = 2;

  private final ImmutableList<Operation> operations;

  private JsonPatch(ImmutableList<Operation> operations) {
    this.operations = operations;
  }

  /**
   * Reads a patch. Members of an operation that RFC 6902 does not define are ignored (§4).
   *
   * @param limits of the body's bytes, and of the depth of a value in it
   * @throws InvalidPatchException if the body is no JSON Patch, or exceeds a limit
   */
  public static JsonPatch parse(byte[] body, JsonLimits limits) {
    int depth = Math.min(limits.maxDepth() + ENVELOPE_DEPTH, JsonLimits.DEEPEST);
    try {
      return of(JsonValue.parse(body, new JsonLimits(limits.maxBytes(), depth)));
    } catch (InvalidJsonException e) {
      throw InvalidPatchException.notJson(e);
    }
  }

  static JsonPatch of(JsonValue document) {
    return new JsonPatch(OperationParser.parse(document));
  }

  @Override
  public Optional<Content> apply(Content current, JsonLimits limits) {
    JsonValue before = PatchResult.read(current);
    return PatchResult.of(before, evaluate(before, limits), limits);
  }

  /** The result, of whatever kind it is. */
  JsonValue evaluate(JsonValue before, JsonLimits limits) {
    PatchTarget target = new PatchTarget(before, limits);
    operations.forEach(operation -> operation.applyTo(target));
    return target.root();
  }
}
