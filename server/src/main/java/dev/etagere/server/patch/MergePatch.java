package dev.etagere.server.patch;

import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.json.JsonLiteral;
import dev.etagere.server.json.JsonObject;
import dev.etagere.server.json.JsonObject.Member;
import dev.etagere.server.json.JsonValue;
import dev.etagere.server.resource.Content;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON Merge Patch (RFC 7396). */
public final class MergePatch implements Patch {
  /** The media type (RFC 7396 §4). */
  public static final String MEDIA_TYPE = "application/merge-patch+json";

  private final PatchDocument<JsonValue> document;

  private MergePatch(PatchDocument<JsonValue> document) {
    this.document = document;
  }

  /**
   * Reads a patch: any JSON value is one.
   *
   * @param limits of the patch document
   * @throws InvalidPatchException if the body is no JSON, or exceeds a limit
   * @throws dev.etagere.server.json.JsonTooLargeException if it has too many values
   */
  public static MergePatch parse(byte[] body, JsonLimits limits) {
    return new MergePatch(PatchDocument.read(body, limits, patch -> patch));
  }

  @Override
  public Optional<Content> apply(Content current, JsonLimits limits) {
    return document.use(
        current.size(),
        patch -> {
          JsonValue before = PatchResult.read(current);
          return PatchResult.of(before, merge(before, patch), limits);
        });
  }

  /** MergePatch of RFC 7396 §2; null where the target is undefined. Recurses as deep as a patch. */
  static JsonValue merge(@Nullable JsonValue target, JsonValue patch) {
    if (!(patch instanceof JsonObject changes)) {
      return patch;
    }
    Map<String, Member> merged = new LinkedHashMap<>();
    if (target instanceof JsonObject object) {
      object.members().forEach(member -> merged.put(member.name().value(), member));
    }
    for (Member change : changes.members()) {
      String name = change.name().value();
      if (change.value() == JsonLiteral.NULL) {
        merged.remove(name);
      } else {
        merged.put(name, mergeMember(merged.get(name), change));
      }
    }
    return JsonObject.of(merged.values());
  }

  private static Member mergeMember(@Nullable Member old, Member change) {
    return old == null
        ? new Member(change.name(), merge(null, change.value()))
        : new Member(old.name(), merge(old.value(), change.value()));
  }
}
