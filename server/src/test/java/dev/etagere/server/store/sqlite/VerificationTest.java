package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.OTHERS;
import static dev.etagere.server.store.StoreFixtures.live;
import static dev.etagere.server.store.sqlite.ArchiveFixture.ROWS;
import static dev.etagere.server.store.sqlite.ArchiveFixture.content;
import static dev.etagere.server.store.sqlite.ArchiveFixture.id;
import static dev.etagere.server.store.sqlite.ArchiveFixture.sql;
import static dev.etagere.server.store.sqlite.PageFile.Kind.INDEX_LEAF;
import static dev.etagere.server.store.sqlite.PageFile.Kind.TABLE_LEAF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.resource.Content;
import dev.etagere.server.store.LedgerContract;
import dev.etagere.server.store.sqlite.archive.ArchiveException;
import dev.etagere.server.store.sqlite.archive.Backup;
import dev.etagere.server.store.sqlite.archive.Report;
import dev.etagere.server.store.sqlite.archive.Report.Count;
import dev.etagere.server.store.sqlite.archive.Restore;
import dev.etagere.server.store.sqlite.archive.Verification;
import dev.etagere.server.store.sqlite.folder.Connections;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of damage in a backup is found, and its place named. */
class VerificationTest {
  @TempDir Path root;

  private Path data;
  private Path file;

  @BeforeEach
  void backup() {
    data = root.resolve("data");
    file = root.resolve("backup");
    try (SqliteStore store = ArchiveFixture.open(data)) {
      ArchiveFixture.fill(store);
      Backup.take(data, file);
    }
  }

  @Test
  void verify_soundBackup_countsAndChangesNothing() throws IOException {
    byte[] before = Files.readAllBytes(file);

    Report report = Verification.of(file);

    assertThat(report.findings()).isEmpty();
    assertThat(report.collections())
        .containsEntry(NOTES, new Count(ROWS - 1, 1))
        .containsEntry(OTHERS, new Count(1, 0));
    assertThat(report.sequence()).isPositive();
    assertThat(file).hasBinaryContent(before);
    assertThat(root.toFile().list()).containsExactlyInAnyOrder("data", "backup");
  }

  @Test
  void verify_folderInUse_readsWhatIsCommitted() {
    try (SqliteStore store = ArchiveFixture.open(data)) {
      store.insert(NOTES, live("now", content(1)));

      Report report = Verification.of(data);

      assertThat(report.findings()).isEmpty();
      assertThat(report.collections()).containsEntry(NOTES, new Count(ROWS, 1));
    }
  }

  @Test
  void verify_byteOfAContentFlipped_namesTheResource() throws IOException {
    new PageFile(file).flip(TABLE_LEAF, "body-077");

    assertFound(id(77), "'notes'", "SHA-256");
  }

  @Test
  void verify_digestChanged_namesTheResource() throws SQLException {
    sql(file, "UPDATE doc_1 SET digest=zeroblob(32) WHERE key='" + id(9) + "'");

    assertFound(id(9), "'notes'", "check value");
  }

  @Test
  void verify_versionChanged_namesTheResource() throws SQLException {
    sql(file, "UPDATE doc_1 SET version=version+1 WHERE key='" + id(9) + "'");

    assertFound(id(9), "'notes'", "check value");
  }

  @Test
  void verify_tombstoneChanged_namesIt() throws SQLException {
    sql(file, "UPDATE doc_1 SET purge_at=purge_at+1 WHERE state=2");

    assertFound(id(3), "'notes'", "check value");
  }

  @Test
  void verify_ledgerChanged_namesItsResource() throws SQLException {
    sql(file, "UPDATE ledger_2 SET entries=CAST(substr(entries, 1, 100) AS BLOB)");

    assertFound("'other'", "'others'", "ledger");
  }

  @Test
  void verify_ledgerWithoutItsResource_isFound() throws SQLException {
    sql(file, "UPDATE ledger_2 SET rid=77");

    assertFound("'others'", "1 ledgers of no resource", "row 77");
  }

  @Test
  void verify_keyIndexEntryFlipped_namesTheResourceThatCannotBeFound() throws IOException {
    new PageFile(file).flip(INDEX_LEAF, id(60));

    assertFound("doc_1_key", "no entry", id(60));
  }

  @Test
  void verify_keyIndexEntryGone_namesTheResource() throws IOException {
    new PageFile(file).dropLastEntry(INDEX_LEAF, id(ROWS - 1));

    assertFound("doc_1_key", "no entry", id(ROWS - 1));
  }

  @Test
  void verify_pageZeroed_namesWhatCannotBeReadAndGoesOn() throws IOException {
    new PageFile(file).zero(TABLE_LEAF, "body-040");
    new PageFile(file).flip(TABLE_LEAF, "body-110");

    assertFound("doc_1", "cannot be read");
    assertFound(id(110), "SHA-256");
  }

  @Test
  void verify_purgeIndexDiffersFromTheRows_isFoundBySqlite() throws SQLException {
    try (Connection connection = new Connections(file, false).writer();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA writable_schema=1");
      // An index that is built of other rows than its definition says.
      statement.execute("DROP INDEX doc_1_purge");
      statement.execute("CREATE INDEX doc_1_purge ON doc_1(purge_at) WHERE state = 7");
      statement.execute(
          "UPDATE sqlite_schema SET sql=replace(sql, 'state = 7', 'state = 2')"
              + " WHERE name='doc_1_purge'");
    }
    seal(file);

    assertFound("SQLite's own check", "doc_1_purge");
  }

  @Test
  void verify_contentThatIsNoJson_namesTheResource() {
    try (SqliteStore store = ArchiveFixture.open(data)) {
      store.insert(NOTES, live("bad", Content.ofUtf8("{\"a\":1,\"a\":2}")));
    }

    assertThat(Verification.of(data).findings())
        .singleElement()
        .asString()
        .contains("'bad'", "'notes'", "no JSON object");
  }

  @Test
  void verify_ledgerThatNamesAVersionToCome_namesTheResource() {
    try (SqliteStore store = ArchiveFixture.open(data)) {
      store.insert(NOTES, live("ahead", content(1)), Ledger.ofOrigin(LedgerContract.entry(5)));
    }

    assertThat(Verification.of(data).findings())
        .singleElement()
        .asString()
        .contains("'ahead'", "a version that was not made yet");
  }

  @Test
  void verify_truncatedFile_saysHowMuchIsMissing() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 100);
    }

    assertFound("cannot be read as a whole", "bytes instead of");
  }

  @Test
  void verify_emptyOrForeignFile_saysSo() throws IOException {
    Files.write(file, new byte[0]);
    assertFound("header is not that of a database of Etagere");

    Files.writeString(file, "{\"a\":1}".repeat(1000));
    assertFound("header is not that of a database of Etagere");
  }

  @Test
  void verify_collectionRenamed_saysSo() throws SQLException {
    sql(file, "UPDATE collection SET name='nodes' WHERE n=1");

    assertFound("list of tables");
  }

  @Test
  void verify_ofANewerEtagere_saysSoAndRestoreRefuses() throws SQLException {
    sql(file, "UPDATE meta SET v=v+1 WHERE k='schema'");

    assertFound("newer Etagere", "schema is version");
    assertThatThrownBy(() -> Restore.into(file, root.resolve("restored")))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("newer Etagere");
    assertThat(root.resolve("restored")).doesNotExist();
  }

  @Test
  void verify_ofAnOlderEtagere_readsItAndRestoreTakesIt() throws Exception {
    Schema older = new Schema(Schema.CURRENT.steps().subList(0, 1));
    Path old = root.resolve("old");
    ArchiveFixture.open(old, older).close();
    Files.delete(file);
    Backup.take(old, file);
    byte[] before = Files.readAllBytes(file);

    assertThat(Verification.of(file).findings()).isEmpty();
    assertThat(file).hasBinaryContent(before);
    new PageFile(file).zero(TABLE_LEAF, "notes");
    assertThat(Verification.of(file).findings()).isNotEmpty();
  }

  @Test
  void verify_databaseWithALogBesideIt_asksForTheFolder() throws IOException {
    Files.writeString(root.resolve("backup-wal"), "log");

    assertThatThrownBy(() -> Verification.of(file))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("Name its folder");
  }

  @Test
  void verify_nothingThere_saysSo() {
    assertThatThrownBy(() -> Verification.of(root.resolve("none")))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("no file");
    assertThatThrownBy(() -> Verification.of(root))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("no store");
  }

  @Test
  void verify_folderOfAStoreThatIsDamaged_namesTheResource() throws IOException {
    PageFile.of(data).flip(TABLE_LEAF, "body-077");

    List<String> found = Verification.of(data).findings();

    assertThat(found).anySatisfy(text -> assertThat(text).contains(id(77), "SHA-256"));
  }

  private void assertFound(String... parts) {
    ImmutableList<String> findings = Verification.of(file).findings();
    assertThat(findings).anySatisfy(text -> assertThat(text).contains(parts));
  }

  /** Seals the list of tables anew, so that only what it stands for is wrong. */
  private static void seal(Path database) throws SQLException {
    try (Connection connection = new Connections(database, false).writer()) {
      Schema.reseal(connection);
    }
  }
}
