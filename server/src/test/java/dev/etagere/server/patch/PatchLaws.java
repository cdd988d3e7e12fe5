package dev.etagere.server.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.json.JsonObjects;
import dev.etagere.server.resource.Content;
import java.util.Optional;

/** What holds for any document and any bytes that are sent as a patch. */
final class PatchLaws {
  private static final JsonLimits LIMITS = new JsonLimits(4096, 16);

  private PatchLaws() {}

  /** Reads the bytes as a patch of each format, and applies what can be. */
  static void check(byte[] document, byte[] patch) {
    checkMergePatch(document, patch);
    checkJsonPatch(document, patch);
  }

  static void checkMergePatch(byte[] document, byte[] bytes) {
    try {
      MergePatch patch = MergePatch.parse(bytes, LIMITS);
      Optional<Content> once = apply(patch, document);
      once.ifPresent(content -> assertThat(apply(patch, content.bytes())).isEmpty());
    } catch (InvalidPatchException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  static void checkJsonPatch(byte[] document, byte[] bytes) {
    try {
      JsonPatch patch = JsonPatch.parse(bytes, LIMITS);
      assertThat(apply(patch, document)).isEqualTo(apply(patch, document));
    } catch (InvalidPatchException e) {
      assertThat(e.pointer()).matches("(/.*)?");
    }
  }

  /** The result if there is one: always a resource within the limits, and never of half a patch. */
  private static Optional<Content> apply(Patch patch, byte[] document) {
    Content before = Content.wrap(document.clone());
    try {
      Optional<Content> result = patch.apply(before, LIMITS);
      result.ifPresent(content -> JsonObjects.check(content.bytes(), LIMITS));
      return result;
    } catch (PatchNotApplicableException | PatchTestFailedException refused) {
      return Optional.empty();
    } finally {
      assertThat(before.bytes()).isEqualTo(document);
    }
  }
}
