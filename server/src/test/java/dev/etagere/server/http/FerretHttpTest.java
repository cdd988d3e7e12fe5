package dev.etagere.server.http;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.proof.process.FerretTestServer;
import dev.etagere.server.proof.process.NeedsFerretDb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on a database that is not Java. */
@NeedsFerretDb
class FerretHttpTest implements HttpContract {
  private static FerretTestServer ferret;
  private static EtagereServer server;

  @BeforeAll
  static void start() throws Exception {
    ferret = FerretTestServer.start();
    EtagereServer.Builder builder =
        EtagereServer.builder().mongo(ferret.uri(), ferret.newDatabase());
    HttpTest.POLICIES.forEach(builder::collection);
    server = builder.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    ferret.close();
  }

  @Override
  public Http http() {
    return new Http(server.baseUri());
  }
}
