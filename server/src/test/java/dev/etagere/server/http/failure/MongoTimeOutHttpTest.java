package dev.etagere.server.http.failure;

import static dev.etagere.server.http.Http.fresh;
import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.store.mongo.CuttingProxy;
import dev.etagere.server.store.mongo.MongoTestServer;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A MongoDB that says nothing any more, and a connection string that would wait for an hour. */
@Timeout(60)
class MongoTimeOutHttpTest {
  private static MongoTestServer mongo;
  private static CuttingProxy proxy;
  private static EtagereServer server;

  @BeforeAll
  static void start() throws IOException {
    // In memory always: a replica set would tell the driver its own addresses, around the proxy.
    mongo = MongoTestServer.inMemory();
    proxy = new CuttingProxy(URI.create(mongo.uri()).getPort());
    server =
        EtagereServer.builder()
            .mongo(
                "mongodb://localhost:" + proxy.port() + "/?timeoutMS=3600000", mongo.newDatabase())
            .network(ShortTime.NETWORK)
            .start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    proxy.close();
    mongo.close();
  }

  @Test
  void calls_databaseSilent_endWithTheRequest() {
    Http http = new Http(server.baseUri());
    String path = fresh("notes");
    String etag = http.create(path, "{\"n\":1}");

    proxy.loseAnswersTo("find", CuttingProxy.Loss.SILENCE);
    assertUnavailable(http.get(path).send());
    assertUnavailable(http.get("/v1/notes").send());
    proxy.loseAnswersToWrites(CuttingProxy.Loss.SILENCE);
    Answer unknown = http.put(path, "{\"n\":2}").ifMatch(etag).send();

    assertProblem(unknown, 503, "outcome-unknown");
    assertThat(unknown.field("Retry-After")).isEqualTo("1");
    proxy.loseNothing();
    assertThat(http.get(path).send().text()).isEqualTo("{\"n\":2}");
  }

  private static void assertUnavailable(Answer answer) {
    assertProblem(answer, 503, "unavailable");
    assertThat(answer.field("Retry-After")).isEqualTo("1");
  }
}
