package dev.etagere.server.resource;

/** What the server puts into a member that it makes itself when a POST creates a resource. */
public enum GeneratedValue {
  /** 256 bits of a secure source of randomness, in base64url without padding: 43 characters. */
  RANDOM,
  /** The time of the creation, ISO 8601 in UTC with milliseconds. */
  NOW,
  /** A random UUID (RFC 9562, version 4). */
  UUID
}
