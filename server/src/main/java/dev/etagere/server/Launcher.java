package dev.etagere.server;

import dev.etagere.server.config.ServerConfig;
import java.io.IOException;

/** Starts a server; the seam between the command line and the server. */
@FunctionalInterface
interface Launcher {

  /**
   * Starts a server that listens when this returns.
   *
   * @throws IOException if it cannot listen
   * @throws dev.etagere.server.store.StoreException if the store cannot be opened
   */
  RunningServer start(ServerConfig config) throws IOException;
}
