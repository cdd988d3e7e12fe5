package dev.etagere.client.resource;

/**
 * A partial change.
 *
 * @param mediaType how the document is to be understood
 * @param document what becomes the JSON document: a tree, a map, a list, or any other value
 */
public record Patch(String mediaType, Object document) {
  /** Members to set; a null removes one, so take a map or a tree (RFC 7396). */
  public static Patch merge(Object members) {
    return new Patch("application/merge-patch+json", members);
  }

  /** A list of operations, done all or not at all (RFC 6902). */
  public static Patch json(Object operations) {
    return new Patch("application/json-patch+json", operations);
  }
}
