package dev.etagere.server.patch;

import dev.etagere.server.json.JsonString;

/**
 * A place in the target, and where the patch document names it.
 *
 * @param source a JSON Pointer into the patch document, such as {@code /3/path}
 * @param text the pointer into the target as it stands there
 * @param pointer the same, taken apart
 */
record Place(String source, JsonString text, JsonPointer pointer) {
  /** The place for a message to a person. */
  String excerpt() {
    return text.excerpt();
  }

  PatchNotApplicableException notApplicable(String message) {
    return PatchNotApplicableException.at(source, message);
  }
}
