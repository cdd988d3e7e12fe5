package dev.etagere.server.precondition;

/** What evaluating the preconditions of a request comes to (RFC 9110 §13.2.2). */
public enum Evaluation {
  /** All hold, or there is none: go on with the method. */
  HOLDS,
  /** The caller of a GET or HEAD has the current representation already: 304. */
  NOT_MODIFIED,
  /** If-Match is false: 412. */
  IF_MATCH_FAILED,
  /** If-Unmodified-Since is false: 412. */
  IF_UNMODIFIED_SINCE_FAILED,
  /** If-None-Match is false in a request that would change something: 412. */
  IF_NONE_MATCH_FAILED
}
