package dev.etagere.server.change;

/**
 * Something in a content that the collection does not allow.
 *
 * @param pointer the JSON Pointer (RFC 6901) to it
 * @param message what is wrong, for a person
 */
public record Violation(String pointer, String message) {}
