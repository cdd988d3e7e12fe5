package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.OTHERS;
import static dev.etagere.server.store.StoreFixtures.live;
import static dev.etagere.server.store.sqlite.ArchiveFixture.ROWS;
import static dev.etagere.server.store.sqlite.ArchiveFixture.content;
import static dev.etagere.server.store.sqlite.ArchiveFixture.id;
import static dev.etagere.server.store.sqlite.PageFile.Kind.TABLE_LEAF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.sqlite.archive.ArchiveException;
import dev.etagere.server.store.sqlite.archive.Backup;
import dev.etagere.server.store.sqlite.archive.Report;
import dev.etagere.server.store.sqlite.archive.Report.Count;
import dev.etagere.server.store.sqlite.archive.Restore;
import dev.etagere.server.store.sqlite.archive.Verification;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup and restore within one process; BackupIT has the rest. */
class BackupTest {
  @TempDir Path root;

  private Path data;
  private Path backups;
  private Path file;
  private Path restored;

  @BeforeEach
  void store() {
    data = root.resolve("data");
    backups = root.resolve("backups");
    file = backups.resolve("one.etagere");
    restored = root.resolve("restored");
    assertThat(backups.toFile().mkdir()).isTrue();
    try (SqliteStore store = ArchiveFixture.open(data)) {
      ArchiveFixture.fill(store);
    }
  }

  @Test
  void restore_ofABackup_hasEveryRecordAsItWas() {
    try (SqliteStore store = ArchiveFixture.open(data)) {
      Report report = Backup.take(data, file);
      assertThat(report.isSound()).isTrue();
      assertThat(report.collections())
          .containsEntry(NOTES, new Count(ROWS - 1, 1))
          .containsEntry(OTHERS, new Count(1, 0));

      assertThat(Restore.into(file, restored)).isEqualTo(report);

      try (SqliteStore again = ArchiveFixture.open(restored)) {
        for (int i = 0; i < ROWS; i++) {
          ResourceId id = new ResourceId(id(i));
          assertThat(again.recall(NOTES, id)).isEqualTo(store.recall(NOTES, id)).isPresent();
        }
        ResourceId other = new ResourceId("other");
        assertThat(again.recall(OTHERS, other)).isEqualTo(store.recall(OTHERS, other)).isPresent();
        assertThat(again.insert(NOTES, live("new", content(1)))).isTrue();
      }
    }
  }

  @Test
  void backup_leavesNothingBesideItsFile_andOnlyThisUserReadsIt() throws IOException {
    Backup.take(data, file);

    assertThat(list(backups)).containsExactly("one.etagere");
    assertThat(Files.getPosixFilePermissions(file))
        .allMatch(permission -> permission.name().startsWith("OWNER"));
  }

  @Test
  void backup_ontoAnExistingFile_isRefusedAndLeavesIt() throws IOException {
    Files.writeString(file, "precious");

    assertThatThrownBy(() -> Backup.take(data, file))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContainingAll(file.toString(), "exists already", "Choose another name");
    assertThat(file).hasContent("precious");
    assertThat(list(backups)).containsExactly("one.etagere");
  }

  @Test
  void backup_whereThereIsNoStore_isRefusedAndMakesNone() {
    assertThatThrownBy(() -> Backup.take(root.resolve("none"), file))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContainingAll("no store", "none", "--data");
    assertThat(root.resolve("none")).doesNotExist();
    assertThat(file).doesNotExist();
  }

  @Test
  void backup_intoAFolderThatIsNotThere_isRefused() {
    assertThatThrownBy(() -> Backup.take(data, root.resolve("gone").resolve("x")))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContainingAll("could not be made", "its folder exists");
  }

  @Test
  void backup_ofADamagedStore_isNoBackupButKeepsWhatThereIs() throws IOException {
    PageFile.of(data).flip(TABLE_LEAF, "body-077");

    assertThatThrownBy(() -> Backup.take(data, file))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContainingAll("is damaged", "one.etagere.damaged", id(77));
    assertThat(list(backups)).containsExactly("one.etagere.damaged");
  }

  @Test
  void backup_ofAStoreThatLostCommits_isRefused() throws IOException {
    // The log holds all that came after the store was opened, and a copy of the folder lacks it.
    Path incomplete = root.resolve("incomplete");
    Files.createDirectory(incomplete);
    try (SqliteStore store = ArchiveFixture.open(data)) {
      store.insert(NOTES, live("late", content(1)));
    }
    try (SqliteStore store = ArchiveFixture.open(data)) {
      for (String name : List.of("etagere.db")) {
        Files.copy(data.resolve(name), incomplete.resolve(name));
      }
      store.insert(NOTES, live("later", content(1)));
      Files.copy(data.resolve("etagere.commits"), incomplete.resolve("etagere.commits"));
    }

    assertThatThrownBy(() -> Backup.take(incomplete, file))
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContaining("lacks commits that were acknowledged");
    assertThat(file).doesNotExist();
  }

  @Test
  void restore_overData_isRefusedAndLeavesIt() throws IOException {
    Backup.take(data, file);
    byte[] before = Files.readAllBytes(new StoreFolder(data).database());

    assertThatThrownBy(() -> Restore.into(file, data))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContainingAll("has data already", "Name another folder");
    assertThat(new StoreFolder(data).database()).hasBinaryContent(before);
  }

  @Test
  void restore_besideALogOfAnEarlierDatabase_isRefused() throws IOException {
    Backup.take(data, file);
    Files.createDirectory(restored);
    Files.writeString(restored.resolve("etagere.db-wal"), "what is left");

    assertThatThrownBy(() -> Restore.into(file, restored))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("etagere.db-wal");
    assertThat(list(restored)).containsExactly("etagere.db-wal");
  }

  @Test
  void restore_whileAServerHasTheFolder_isRefused() throws IOException {
    Backup.take(data, file);
    Files.createDirectory(restored);
    try (var held =
        dev.etagere.server.store.sqlite.folder.StoreLock.acquire(new StoreFolder(restored))) {
      assertThatThrownBy(() -> Restore.into(file, restored))
          .isInstanceOf(StoreOpenException.class)
          .hasMessageContaining("in use");
      assertThat(held).isNotNull();
    }
    assertThat(list(restored)).containsExactly("etagere.lock");
  }

  @Test
  void restore_ofATruncatedBackup_isRefusedAndMakesNoFolder() throws IOException {
    Backup.take(data, file);
    try (var channel = java.nio.channels.FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 4096);
    }

    assertThatThrownBy(() -> Restore.into(file, restored))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContainingAll(file.toString(), "no sound backup", "bytes instead of");
    assertThat(restored).doesNotExist();
  }

  @Test
  void restore_killedBeforeTheEnd_canBeRunAgain() throws IOException {
    Backup.take(data, file);
    Files.createDirectory(restored);
    Files.writeString(restored.resolve("etagere.db.restored"), "half of it");

    Restore.into(file, restored);

    assertThat(Verification.of(restored).findings()).isEmpty();
    assertThat(list(restored)).contains("etagere.db", "etagere.commits");
    assertThat(restored.resolve("etagere.db.restored")).doesNotExist();
  }

  @Test
  void restore_killedBeforeTheCounterWasWritten_isAStoreAllTheSame() throws IOException {
    Backup.take(data, file);
    Restore.into(file, restored);
    Files.delete(restored.resolve("etagere.commits"));

    try (SqliteStore store = ArchiveFixture.open(restored)) {
      assertThat(store.find(NOTES, new ResourceId(id(1)))).isPresent();
    }
  }

  private static List<String> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
