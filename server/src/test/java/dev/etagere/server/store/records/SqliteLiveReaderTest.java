package dev.etagere.server.store.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.records.RecordsContract.Place;
import dev.etagere.server.store.sqlite.records.SqliteLiveReader;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLiveReaderTest implements LiveReaderContract {
  @TempDir Path root;

  @Override
  public Place newPlace() {
    return new Places.Folder(root.resolve(UUID.randomUUID().toString()));
  }

  @Override
  public LiveReader reader(Place place) {
    return SqliteLiveReader.open(((Places.Folder) place).path());
  }

  @Test
  void open_noStore_isRefusedAndMakesNone() {
    Path nowhere = root.resolve("nowhere");

    assertThatThrownBy(() -> SqliteLiveReader.open(nowhere))
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContainingAll("There is no store", nowhere.toString(), "--data");

    assertThat(nowhere).doesNotExist();
  }
}
