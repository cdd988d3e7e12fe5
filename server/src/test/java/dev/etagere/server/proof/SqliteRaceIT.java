package dev.etagere.server.proof;

import dev.etagere.server.EtagereServer;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The race on the embedded store. */
class SqliteRaceIT implements RaceContract {
  private static EtagereServer server;

  @BeforeAll
  static void start() {
    server = EtagereServer.builder().collection("notes").start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  public List<URI> bases() {
    return List.of(server.baseUri());
  }
}
