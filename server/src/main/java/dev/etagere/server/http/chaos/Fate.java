package dev.etagere.server.http.chaos;

/** What becomes of an answer. */
enum Fate {
  /** It leaves as it is. */
  SENT,
  /** The connection is closed in its place. */
  DROPPED,
  /** It leaves later. */
  DELAYED,
  /** A 503 is sent in its place. */
  REPLACED
}
