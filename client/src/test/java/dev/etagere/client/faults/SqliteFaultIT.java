package dev.etagere.client.faults;

import dev.etagere.server.EtagereServer;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On the embedded store. */
class SqliteFaultIT implements FaultContract {
  private static EtagereServer server;

  @BeforeAll
  static void start() {
    server =
        EtagereServer.builder()
            .collection("counters")
            .collection("payments")
            .collection("phoenixes")
            .collection("lists")
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  public URI server() {
    return server.baseUri();
  }

  @Override
  public String store() {
    return "SQLite";
  }
}
