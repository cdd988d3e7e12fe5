package dev.etagere.client.faults;

import de.bwaldvogel.mongo.MongoServer;
import dev.etagere.server.EtagereServer;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On MongoDB's protocol. */
class MongoFaultIT implements FaultContract {
  private static MongoServer mongo;
  private static EtagereServer server;

  @BeforeAll
  static void start() {
    mongo = MongoInMemory.server();
    server =
        EtagereServer.builder()
            .mongo(mongo.bindAndGetConnectionString(), "faults")
            .collection("counters")
            .collection("payments")
            .collection("phoenixes")
            .collection("lists")
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
    mongo.shutdownNow();
  }

  @Override
  public URI server() {
    return server.baseUri();
  }

  @Override
  public String store() {
    return "MongoDB";
  }
}
