package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.sqlite.folder.CommitCounter;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that was killed has acknowledged commits in its write-ahead log only. */
@Timeout(60)
class LostCommitTest {
  private static final int WRITES = 40;

  @TempDir static Path killed;

  @TempDir Path folder;

  @BeforeAll
  static void writeAndKill() throws Exception {
    Process writer = ChildJvm.start(List.of(), CrashWriter.class, killed.toString(), "1");
    try (BufferedReader out = writer.inputReader()) {
      for (int line = 0; line <= WRITES; line++) {
        assertThat(out.readLine()).isNotNull();
      }
    } finally {
      writer.destroyForcibly();
      assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @BeforeEach
  void copyKilled() throws IOException {
    try (Stream<Path> files = Files.list(killed)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Files.deleteIfExists(folder.resolve("etagere.db-shm"));
  }

  @Test
  void open_logAsItWas_findsEverything() {
    try (SqliteStore store = SqliteStore.open(folder, Set.of(NOTES))) {
      ResourceId id = new ResourceId("w0-0");
      long number = WRITES / CrashWriter.IDS_EACH;
      assertThat(store.find(NOTES, id).orElseThrow().version().number())
          .isGreaterThanOrEqualTo(number);
    }
  }

  @Test
  void open_logDeleted_isRefused() throws IOException {
    Files.delete(wal());

    assertRefused();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 32, 5_000, 40_000})
  void open_logCut_isRefusedAndLeftAsItIs(int size) throws IOException {
    Files.write(wal(), Arrays.copyOf(Files.readAllBytes(wal()), size));

    assertRefused();
    assertThat(wal()).hasSize(size);
  }

  @Test
  void open_logZeroed_isRefused() throws IOException {
    Files.write(wal(), new byte[(int) Files.size(wal())]);

    assertRefused();
  }

  @Test
  void open_logBitFlipped_isRefusedAndLeftAsItIs() throws IOException {
    byte[] whole = Files.readAllBytes(wal());
    // In the first half: the last frames may belong to a commit that nobody was told of.
    for (int at = 0; at < whole.length / 2; at += 997) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 16;
      Files.write(wal(), damaged);

      assertRefused();
      assertThat(wal()).hasBinaryContent(damaged);
      Files.deleteIfExists(folder.resolve("etagere.db-shm"));
    }
  }

  @Test
  void open_counterBehindTheDatabase_isNoFault() throws IOException {
    Files.delete(new StoreFolder(folder).counter());
    CommitCounter.open(new StoreFolder(folder), 3).close();

    SqliteStore.open(folder, Set.of(NOTES)).close();

    assertThat(CommitCounter.read(new StoreFolder(folder)).orElseThrow())
        .isGreaterThanOrEqualTo(WRITES);
  }

  private void assertRefused() {
    assertThatThrownBy(() -> SqliteStore.open(folder, Set.of(NOTES)))
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("backup");
  }

  private Path wal() {
    return folder.resolve("etagere.db-wal");
  }
}
