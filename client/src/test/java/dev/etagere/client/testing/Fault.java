package dev.etagere.client.testing;

/** What a network does to a request and its answer. */
public enum Fault {
  /** The connection closes, and the server never sees the request. */
  DROP_REQUEST,
  /** The server acts, and the connection closes in place of its answer. */
  DROP_ANSWER,
  /** The server acts, and the connection closes in the middle of its answer. */
  CUT_ANSWER,
  /** The request is held for a while. */
  DELAY,
  /** The request is sent on, and both connections are reset at once: the server may act or not. */
  RESET,
  /** The server gets the request twice; the second answer is the one that arrives. */
  TWICE,
  /** The connection closes, and new ones are refused for a while. */
  REFUSE
}
