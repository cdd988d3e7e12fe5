package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.ONE;
import static dev.etagere.server.store.StoreFixtures.OTHERS;
import static dev.etagere.server.store.StoreFixtures.TWO;
import static dev.etagere.server.store.StoreFixtures.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.sqlite.folder.CommitCounter;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedFileTest {
  private static final Content LARGE = Content.ofUtf8("{\"x\":\"" + "y".repeat(50_000) + "\"}");

  @TempDir Path folder;

  private byte[] whole = {};

  @BeforeEach
  void storeSomething() throws IOException {
    try (SqliteStore store = open()) {
      for (int i = 0; i < 20; i++) {
        store.insert(NOTES, live("n" + i, ONE));
        store.insert(OTHERS, live("o" + i, TWO));
      }
    }
    whole = Files.readAllBytes(database());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 99, 100, 4095, 4096, 8192, 20_000})
  void open_databaseCut_isRefusedAndLeftAsItIs(int size) throws IOException {
    Files.write(database(), Arrays.copyOf(whole, size));

    assertRefused();
    assertThat(database()).hasSize(size);
  }

  @Test
  void open_lastPageCut_isRefused() throws IOException {
    Files.write(database(), Arrays.copyOf(whole, whole.length - 1));

    assertRefused();
  }

  @Test
  void open_databaseDeleted_isRefused() throws IOException {
    Files.delete(database());

    assertRefused();
    assertThat(database()).doesNotExist();
  }

  @Test
  void open_databaseZeroed_isRefused() throws IOException {
    Files.write(database(), new byte[whole.length]);

    assertRefused();
  }

  @Test
  void open_databaseOfAnotherProgram_isRefused() throws IOException {
    byte[] other = whole.clone();
    Arrays.fill(other, 68, 72, (byte) 0);
    Files.write(database(), other);

    assertRefused();
  }

  @Test
  void open_databaseMissingBesideALogWithoutCounter_isRefused() throws IOException {
    Files.delete(database());
    Files.delete(new StoreFolder(folder).counter());
    Path wal = Files.write(folder.resolve("etagere.db-wal"), new byte[5000]);

    assertRefused();
    assertThat(wal).hasSize(5000);
  }

  @Test
  void open_counterDamaged_isRefused() throws IOException {
    Path counter = new StoreFolder(folder).counter();
    byte[] stored = Files.readAllBytes(counter);
    for (int bit = 0; bit < stored.length * 8; bit++) {
      Files.write(counter, flipped(stored, bit));

      assertThatThrownBy(this::open)
          .as("bit %d", bit)
          .isInstanceOf(StoreOpenException.class)
          .hasMessageContainingAll(counter.toString(), "cannot be used", "Restore a backup");
    }
    Files.write(counter, new byte[0]);
    assertThatThrownBy(this::open).isInstanceOf(StoreOpenException.class);
  }

  @Test
  void open_headerBitFlipped_isRefusedOrHarmless() throws IOException {
    int refused = 0;
    for (int bit = 0; bit < 100 * 8; bit++) {
      refused += isRefusedOrHarmless(bit) ? 1 : 0;
    }
    // At the least the magic and what says how to read the rest.
    assertThat(refused).isGreaterThanOrEqualTo(24 * 8);
  }

  @Test
  void open_schemaBitFlipped_isRefusedOrHarmless() throws IOException {
    int refused = 0;
    int tried = 0;
    for (int at = 100; at < StoreFolder.PAGE_SIZE; at++) {
      // Two bits of three bytes: the whole page would take too long.
      if (whole[at] != 0 && at % 3 == 0) {
        refused += isRefusedOrHarmless(at * 8 + at % 8) ? 1 : 0;
        tried++;
      }
    }
    assertThat(refused).isGreaterThan(tried * 9 / 10);
  }

  /** True if the store was refused; where it was not, all is there and can be changed. */
  private boolean isRefusedOrHarmless(int bit) throws IOException {
    Files.write(database(), flipped(whole, bit));
    try (SqliteStore store = SqliteStore.open(folder, Set.of(NOTES, OTHERS), Settings.TEMPORARY)) {
      for (int i = 0; i < 20; i++) {
        assertThat(store.find(NOTES, new ResourceId("n" + i)))
            .as("bit %d of byte %d", bit % 8, bit / 8)
            .contains(live("n" + i, ONE));
        assertThat(store.find(OTHERS, new ResourceId("o" + i))).contains(live("o" + i, TWO));
      }
      // So large that it needs free pages.
      assertThat(store.insert(NOTES, live("new", LARGE))).isTrue();
    } catch (StoreOpenException e) {
      assertThat(e).hasMessageContaining(folder.toString());
      return true;
    } finally {
      restore();
    }
    return false;
  }

  /** Puts the sound files back, the counter too. */
  private void restore() throws IOException {
    Files.deleteIfExists(folder.resolve("etagere.db-wal"));
    Files.deleteIfExists(folder.resolve("etagere.db-shm"));
    Files.write(database(), whole);
    Files.deleteIfExists(new StoreFolder(folder).counter());
    CommitCounter.open(new StoreFolder(folder), 41).close();
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] damaged = bytes.clone();
    damaged[bit / 8] ^= (byte) (1 << bit % 8);
    return damaged;
  }

  private void assertRefused() {
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContainingAll(database().toString(), "damaged", "restore a backup");
  }

  private SqliteStore open() {
    return SqliteStore.open(folder, Set.of(NOTES, OTHERS));
  }

  private Path database() {
    return new StoreFolder(folder).database();
  }
}
