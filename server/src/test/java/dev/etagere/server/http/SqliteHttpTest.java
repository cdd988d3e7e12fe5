package dev.etagere.server.http;

import dev.etagere.server.EtagereServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on the embedded store. */
class SqliteHttpTest
    implements HttpContract, HealthContract, MetricsContract, HostileBytesContract {
  private static EtagereServer server;

  @BeforeAll
  static void start() {
    EtagereServer.Builder builder = EtagereServer.builder();
    HttpTest.POLICIES.forEach(builder::collection);
    server = builder.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  public Http http() {
    return new Http(server.baseUri());
  }
}
