package dev.etagere.server.patch;

import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.resource.Content;
import java.util.Optional;

/** A change of a resource's content that a client describes (RFC 5789). Immutable. */
public sealed interface Patch permits MergePatch, JsonPatch {
  /**
   * Applies all of the patch, or throws and applies nothing. What the patch does not touch keeps
   * its very text, but for the white space between the parts.
   *
   * @param current the resource's content, a JSON object; it may exceed the limits, if it was
   *     stored when they were higher
   * @param limits of the result
   * @return the content afterwards, or empty if that equals the current content as JSON (RFC 6902
   *     §4.6), so that there is nothing to write
   * @throws PatchTestFailedException if an operation tests for another value than there is
   * @throws PatchNotApplicableException if there is nothing where an operation says, or the result
   *     is no JSON object or exceeds the limits
   * @throws dev.etagere.server.json.InvalidJsonException if the current content is no JSON
   */
  Optional<Content> apply(Content current, JsonLimits limits);
}
