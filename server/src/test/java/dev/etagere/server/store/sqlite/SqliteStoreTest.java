package dev.etagere.server.store.sqlite;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.store.LedgerContract;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.ResourceStoreContract;
import dev.etagere.server.store.ResourceStoreRaceContract;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest implements ResourceStoreContract, LedgerContract, ResourceStoreRaceContract {
  @TempDir Path folder;

  @Override
  public ResourceStore newStore(Set<CollectionName> collections) {
    return SqliteStore.open(folder, collections);
  }
}
