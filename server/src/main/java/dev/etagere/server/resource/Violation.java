package dev.etagere.server.resource;

import org.jspecify.annotations.Nullable;

/**
 * Something in a content that its collection does not allow.
 *
 * @param pointer the JSON Pointer (RFC 6901) to it
 * @param message what is wrong, for a person
 * @param schemaPointer the URI reference to the keyword of the schema that does not allow it, its
 *     fragment a JSON Pointer; null if it is no schema that does
 */
public record Violation(String pointer, String message, @Nullable String schemaPointer) {
  /** A violation of a rule that is in no schema. */
  public Violation(String pointer, String message) {
    this(pointer, message, null);
  }
}
