package dev.etagere.server.service;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.sqlite.SqliteStore;
import java.util.Set;

class SqliteKeyedFaultTest implements KeyedFaultContract {
  @Override
  public ResourceStore newStore(Set<CollectionName> collections) {
    return SqliteStore.temporary(collections);
  }
}
