package dev.etagere.server.patch;

import com.google.common.collect.ImmutableList;
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

  private final PatchDocument<ImmutableList<Operation>> document;

  private JsonPatch(PatchDocument<ImmutableList<Operation>> document) {
    this.document = document;
  }

  /**
   * Reads a patch. Members of an operation that RFC 6902 does not define are ignored (§4).
   *
   * @param limits of the body's bytes, and of the depth of a value in it
   * @throws InvalidPatchException if the body is no JSON Patch, or exceeds a limit
   * @throws dev.etagere.server.json.JsonTooLargeException if it has too many values
   */
  public static JsonPatch parse(byte[] body, JsonLimits limits) {
    int depth = Math.min(limits.maxDepth() + ENVELOPE_DEPTH, JsonLimits.DEEPEST);
    return new JsonPatch(
        PatchDocument.read(body, new JsonLimits(limits.maxBytes(), depth), OperationParser::parse));
  }

  @Override
  public Optional<Content> apply(Content current, JsonLimits limits) {
    return document.use(
        current.size(),
        operations -> {
          JsonValue before = PatchResult.read(current);
          return PatchResult.of(before, evaluate(operations, before, limits), limits);
        });
  }

  /** The result, of whatever kind it is. */
  static JsonValue evaluate(
      ImmutableList<Operation> operations, JsonValue before, JsonLimits limits) {
    PatchTarget target = new PatchTarget(before, limits);
    operations.forEach(operation -> operation.applyTo(target));
    return target.root();
  }
}
