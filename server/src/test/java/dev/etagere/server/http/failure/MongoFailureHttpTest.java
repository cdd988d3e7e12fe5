package dev.etagere.server.http.failure;

import static dev.etagere.server.http.Http.fresh;
import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.etagere.server.EtagereServer;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.HttpTest;
import dev.etagere.server.store.mongo.CuttingProxy;
import dev.etagere.server.store.mongo.MongoTestServer;
import java.io.IOException;
import java.net.URI;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A MongoDB whose connections break, and whose documents rot. */
@Timeout(60)
class MongoFailureHttpTest implements FailingStoreContract {
  private static MongoTestServer mongo;
  private static CuttingProxy proxy;
  private static String database;
  private static EtagereServer server;

  @BeforeAll
  static void start() throws IOException {
    // In memory always: a replica set would tell the driver its own addresses, around the proxy.
    mongo = MongoTestServer.inMemory();
    database = mongo.newDatabase();
    proxy = new CuttingProxy(URI.create(mongo.uri()).getPort());
    EtagereServer.Builder builder =
        EtagereServer.builder()
            .mongo("mongodb://localhost:" + proxy.port() + "/?timeoutMS=2000", database);
    HttpTest.POLICIES.forEach(builder::collection);
    server = builder.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    proxy.close();
    mongo.close();
  }

  @Override
  public Http http() {
    return new Http(server.baseUri());
  }

  @Override
  public void loseAnswer() {
    proxy.loseAnswersToWrites(CuttingProxy.Loss.CUT);
  }

  @Override
  public void answerAgain() {
    proxy.loseNothing();
  }

  @Override
  public void breakOff() throws IOException {
    proxy.goDown();
    // Until the driver has noticed, it could still send a write into a connection that is gone.
    assertProblem(http().get(fresh(NOTES)).send(), 503, "unavailable");
  }

  @Override
  public void comeBack() {
    proxy.comeBack();
    // Each try waits for the driver to find the server again, for as long as its time limit.
    int tries = 20;
    while (http().get(fresh(NOTES)).send().status() == 503) {
      assertThat(tries--).isPositive();
    }
  }

  @Test
  void put_answerNeverComes_isUnknownAfterTheTimeLimit() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);
    proxy.loseAnswersToWrites(CuttingProxy.Loss.SILENCE);

    assertProblem(http().put(path, TWO).ifMatch(etag).send(), 503, "outcome-unknown");
    proxy.loseNothing();
    assertThat(http().get(path).send().text()).isEqualTo(TWO);
  }

  @Test
  void anyRequest_databaseDown_isUnavailableUntilItIsBack() throws IOException {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);
    breakOff();

    assertProblem(http().get(path).send(), 503, "unavailable");
    assertProblem(http().get("/v1/notes").send(), 503, "unavailable");
    assertProblem(http().post("/v1/notes", ONE).send(), 503, "unavailable");
    assertProblem(http().delete(path).ifMatch(etag).send(), 503, "unavailable");

    comeBack();
    assertUntouched(path, etag, ONE);
  }

  @Test
  void damagedDocument_isNeitherServedNorChanged_othersAre() {
    String path = fresh(BRIEF);
    http().create(path, ONE);
    String sound = fresh(NOTES);
    http().create(sound, ONE);
    rot(BRIEF, path.substring(path.lastIndexOf('/') + 1));

    DamagedAnswers.assertDamaged(http().get(path).send());
    DamagedAnswers.assertDamaged(http().get("/v1/" + BRIEF).send());
    DamagedAnswers.assertDamaged(http().mergePatch(path, TWO).ifMatch("*").send());
    DamagedAnswers.assertDamaged(http().put(path, TWO).ifNoneMatch("*").send());
    assertThat(http().get(sound).send().text()).isEqualTo(ONE);
  }

  /** Another content under the same digest. */
  private static void rot(String collection, String id) {
    try (MongoClient client = MongoClients.create(mongo.uri())) {
      Document other = new Document("content", new byte[] {'{', '}'});
      assertThat(
              client
                  .getDatabase(database)
                  .getCollection(collection)
                  .updateOne(new Document("_id", id), new Document("$set", other))
                  .getModifiedCount())
          .isEqualTo(1);
    }
  }
}
