package dev.etagere.server.http;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.ledger.LedgerBounds;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.service.ResourceService;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.sqlite.SqliteStore;
import jakarta.ws.rs.core.Application;
import java.time.InstantSource;
import org.glassfish.jersey.test.JerseyTest;
import org.glassfish.jersey.test.TestProperties;
import org.glassfish.jersey.test.grizzly.GrizzlyTestContainerFactory;
import org.glassfish.jersey.test.spi.TestContainerFactory;
import org.junit.jupiter.api.AfterEach;

/** The endpoints in Jersey's own test container: they need nothing of our container. */
class JerseyTestHttpTest extends JerseyTest
    implements GetContract,
        PutContract,
        PatchContract,
        DeleteContract,
        CreateContract,
        KeyedCreateContract,
        KeyedChangeContract,
        NaturalKeyContract,
        GeneratedMembersContract {
  // Set by configure(), which the superclass calls while it is constructed.
  @SuppressWarnings("NullAway.Init")
  private ResourceStore store;

  @Override
  protected TestContainerFactory getTestContainerFactory() {
    return new GrizzlyTestContainerFactory();
  }

  @Override
  protected Application configure() {
    // Any free port: the default one may be taken.
    set(TestProperties.CONTAINER_PORT, "0");
    ImmutableMap.Builder<CollectionName, CollectionPolicy> policies = ImmutableMap.builder();
    HttpTest.POLICIES.forEach((name, policy) -> policies.put(new CollectionName(name), policy));
    ImmutableMap<CollectionName, CollectionPolicy> declared = policies.buildOrThrow();
    store = SqliteStore.temporary(declared.keySet());
    return new EtagereApplication(
        new ResourceService(store, declared, LedgerBounds.DEFAULT, InstantSource.system()),
        JsonLimits.DEFAULT);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Override
  public Http http() {
    return new Http(getBaseUri());
  }
}
