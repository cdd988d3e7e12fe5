package dev.etagere.server.http.failure;

import static dev.etagere.server.http.Http.fresh;
import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.ServerOnStore;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.store.sqlite.FaultyDisk;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An embedded store whose disk fails, is full, or gives back other bytes than were written. */
@Timeout(60)
class SqliteFailureHttpTest implements FailingStoreContract {
  private static final String LARGE = "{\"x\":\"" + "y".repeat(20_000) + "\"}";

  @TempDir Path folder;

  private final FaultyDisk disk = new FaultyDisk();
  private EtagereServer server;

  @BeforeEach
  void start() {
    server = ServerOnStore.start(names -> disk.open(folder, names));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  public Http http() {
    return new Http(server.baseUri());
  }

  @Override
  public void loseAnswer() {
    disk.loseNextCommit();
  }

  @Override
  public void answerAgain() {
    disk.failCommits(0);
  }

  @Override
  public void breakOff() {
    disk.failCommits(1);
  }

  @Override
  public void comeBack() {
    disk.failCommits(0);
  }

  @Test
  void put_commitFailedAndCannotBeSettled_isUnknownAndItsRepeatTakesEffect() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);
    disk.failCommits(2);

    assertProblem(http().put(path, TWO).ifMatch(etag).send(), 503, "outcome-unknown");
    assertUntouched(path, etag, ONE);
    assertThat(http().put(path, TWO).ifMatch(etag).send().status()).isEqualTo(204);
  }

  @Test
  void write_diskFull_isInsufficientStorageUntilThereIsRoom() {
    server.close();
    disk.limitTo(400);
    start();
    List<String> acknowledged = new ArrayList<>();
    String path = fresh(NOTES);
    Answer answer = http().put(path, LARGE).ifNoneMatch("*").send();
    while (answer.status() == 201 && acknowledged.size() < 100) {
      acknowledged.add(path);
      path = fresh(NOTES);
      answer = http().put(path, LARGE).ifNoneMatch("*").send();
    }

    assertProblem(answer, 507, "insufficient-storage");
    assertThat(acknowledged).isNotEmpty();
    assertProblem(http().get(path).send(), 404, "not-found");
    assertAllThere(acknowledged);

    disk.makeRoom();
    assertThat(http().put(path, LARGE).ifNoneMatch("*").send().status()).isEqualTo(201);
    acknowledged.add(path);
    assertAllThere(acknowledged);
  }

  private void assertAllThere(List<String> paths) {
    for (String path : paths) {
      assertThat(http().get(path).send().text()).isEqualTo(LARGE);
    }
  }

  @Test
  void damagedRow_isNeitherServedNorChanged_othersAre() throws SQLException {
    String path = fresh(BRIEF);
    String etag = http().create(path, ONE);
    String sound = fresh(BRIEF);
    http().create(sound, ONE);
    server.close();
    rot(BRIEF, path.substring(path.lastIndexOf('/') + 1));
    start();

    DamagedAnswers.assertDamaged(http().get(path).send());
    DamagedAnswers.assertDamaged(http().get("/v1/" + BRIEF).send());
    DamagedAnswers.assertDamaged(http().put(path, TWO).ifMatch(etag).send());
    DamagedAnswers.assertDamaged(http().mergePatch(path, TWO).ifMatch("*").send());
    DamagedAnswers.assertDamaged(http().delete(path).ifMatch(etag).send());
    assertThat(http().get(sound).send().text()).isEqualTo(ONE);
    assertThat(http().put(sound, TWO).ifMatch("*").send().status()).isEqualTo(204);
  }

  /** Another time of change under the same check value, and another content. */
  private void rot(String collection, String id) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("etagere.db"));
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT n FROM collection WHERE name='" + collection + "'")) {
      assertThat(row.next()).isTrue();
      try (PreparedStatement damage =
          connection.prepareStatement(
              "UPDATE doc_"
                  + row.getLong(1)
                  + " SET changed=changed+1, body=x'7b7d' WHERE key=?")) {
        damage.setString(1, id);
        assertThat(damage.executeUpdate()).isEqualTo(1);
      }
    }
  }
}
