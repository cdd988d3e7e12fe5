package dev.etagere.server;

import java.net.URI;

/** A server that listens until it is closed. */
interface RunningServer extends AutoCloseable {

  /** Returns the address that it listens on, with the port that was taken. */
  URI baseUri();

  /** Returns in a few words for people where the resources are kept, without credentials. */
  String storeDescription();

  /** Finishes the requests in flight, then closes the store; a second call does nothing. */
  @Override
  void close();
}
