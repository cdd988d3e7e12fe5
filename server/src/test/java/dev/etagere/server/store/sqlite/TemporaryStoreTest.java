package dev.etagere.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.store.LedgerContract;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.ResourceStoreContract;
import dev.etagere.server.store.ResourceStoreRaceContract;
import dev.etagere.server.store.StoreFixtures;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemporaryStoreTest
    implements ResourceStoreContract, LedgerContract, ResourceStoreRaceContract {
  @Override
  public ResourceStore newStore(Set<CollectionName> collections) {
    return SqliteStore.temporary(collections);
  }

  @Test
  void close_removesTheFolder() {
    SqliteStore store = SqliteStore.temporary(Set.of(StoreFixtures.NOTES));
    String described = store.describe();
    Path folder = Path.of(described.replaceAll(".* folder (.*), removed.*", "$1"));
    assertThat(folder).isDirectory();

    store.close();

    assertThat(folder).doesNotExist();
  }
}
