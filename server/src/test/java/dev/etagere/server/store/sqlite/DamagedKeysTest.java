package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.MembersContract.KIND;
import static dev.etagere.server.store.MembersContract.SIZE;
import static dev.etagere.server.store.StoreFixtures.INCARNATION;
import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.delete;
import static dev.etagere.server.store.StoreFixtures.live;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.sqlite.archive.Verification;
import dev.etagere.server.store.sqlite.folder.Connections;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import dev.etagere.server.store.sqlite.scrub.Pace;
import dev.etagere.server.store.sqlite.scrub.Scrub;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sort key that is not that of its content is found by the tool and by the check that runs. */
class DamagedKeysTest {
  private static final Pace FAST = new Pace(7, 1 << 20, Duration.ZERO, Duration.ZERO);
  private static final int ROWS = 40;

  @TempDir Path folder;

  @BeforeEach
  void store() {
    try (SqliteStore store = open(KIND, SIZE)) {
      for (int i = 0; i < ROWS; i++) {
        store.insert(
            NOTES,
            live(
                id(i),
                Content.ofUtf8("{\"kind\":\"kind-%02d\",\"a\":{\"size\":%d}}".formatted(i, i))));
      }
      store.compareAndSet(NOTES, new ResourceId(id(3)), Version.first(INCARNATION), delete());
    }
  }

  private SqliteStore open(MemberPath... members) {
    return SqliteStore.open(folder, ImmutableMap.of(NOTES, ImmutableList.copyOf(members)));
  }

  private static String id(int i) {
    return "note-%02d".formatted(i);
  }

  private void damage(String sql) throws SQLException {
    assertThat(ArchiveFixture.sql(database(), sql)).isPositive();
  }

  private Path database() {
    return new StoreFolder(folder).database();
  }

  private List<String> scrubbed() throws SQLException {
    Connections connections = new Connections(database(), true);
    List<String> found = new ArrayList<>();
    try (Connection connection = connections.reader()) {
      new Scrub(
              connections, DatabaseForm.tables(connection, (name, record) -> {}), FAST, found::add)
          .round(pause -> false);
    }
    return found;
  }

  private void assertFound(String... texts) throws SQLException {
    assertThat(scrubbed()).singleElement().asString().contains(texts).contains("'query'");
    assertThat(Verification.of(folder).findings())
        .anySatisfy(finding -> assertThat(finding).contains(texts));
  }

  @Test
  void sound_findsNothing() throws SQLException {
    assertThat(scrubbed()).isEmpty();
    assertThat(Verification.of(folder).findings()).isEmpty();
  }

  @Test
  void keyOfAnotherValue_isFound() throws SQLException {
    damage("UPDATE keys_1 SET q1='4kind-99' WHERE key='" + id(9) + "'");

    assertFound(id(9), "'notes'", "'kind'", "not that of the content");
  }

  @Test
  void keyThatIsNull_isFound() throws SQLException {
    damage("UPDATE keys_1 SET q2=NULL WHERE key='" + id(9) + "'");

    assertFound(id(9), "'notes'", "'a.size'", "not that of the content");
  }

  @Test
  void keysGone_areFound() throws SQLException {
    damage("DELETE FROM keys_1 WHERE key='" + id(9) + "'");

    assertFound(id(9), "'notes'", "missing");
  }

  @Test
  void keysUnderAnotherId_areFound() throws SQLException {
    damage("UPDATE keys_1 SET key='other' WHERE key='" + id(9) + "'");

    assertFound(id(9), "'notes'", "another id");
  }

  @Test
  void keysOfADeletedResource_areFound() throws SQLException {
    damage("INSERT INTO keys_1 SELECT rid, key, '0', '0' FROM doc_1 WHERE state=2");

    assertFound(id(3), "'notes'", "deleted");
  }

  @Test
  void keysOfNoResource_areFound() throws SQLException {
    damage("INSERT INTO keys_1 VALUES (777, 'x', '0', '0')");

    assertFound("row 777", "'notes'", "belongs to no resource");
  }

  @Test
  void byteOfAnIndexEntryFlipped_isFound() throws Exception {
    PageFile.of(folder).flip(PageFile.Kind.INDEX_LEAF, "kind-21");

    assertFound(id(21), "'notes'", "'kind'", "not in the index");
  }

  @Test
  void byteOfAKeyFlipped_isFound() throws Exception {
    PageFile.of(folder).flip(PageFile.Kind.TABLE_LEAF, "4kind-21");

    assertFound(id(21), "'notes'", "'kind'", "not that of the content");
  }

  @Test
  void remedyThatIsNamed_makesAllKeysAnew() throws SQLException {
    damage("UPDATE keys_1 SET q1='0'");
    damage("DELETE FROM keys_1 WHERE key='" + id(9) + "'");
    damage("INSERT INTO keys_1 VALUES (777, 'x', '0', '0')");
    assertThat(scrubbed()).hasSize(ROWS);

    open().close();
    open(KIND, SIZE).close();

    assertThat(scrubbed()).isEmpty();
  }
}
