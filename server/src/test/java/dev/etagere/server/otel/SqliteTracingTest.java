package dev.etagere.server.otel;

import dev.etagere.server.EtagereServer;

/** What a collector gets of a server with the embedded store. */
class SqliteTracingTest implements TracingContract {
  @Override
  public EtagereServer.Builder builder() {
    return EtagereServer.builder();
  }

  @Override
  public String system() {
    return "sqlite";
  }
}
