package dev.etagere.server.store.mongo;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.ONE;
import static dev.etagere.server.store.StoreFixtures.TWO;
import static dev.etagere.server.store.StoreFixtures.live;
import static dev.etagere.server.store.StoreFixtures.replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.Listed;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.StoreException;
import dev.etagere.server.store.StoreFullException;
import dev.etagere.server.store.StoreUnavailableException;
import dev.etagere.server.store.UnknownOutcomeException;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the store says of failures that a real driver meets on a real connection. */
final class MongoStoreFailureTest {
  private static final ResourceId A = new ResourceId("a");

  private MongoTestServer server;
  private CuttingProxy proxy;
  private ResourceStore direct;
  private ResourceStore store;

  @BeforeEach
  void open() throws IOException {
    // In memory always: a replica set would tell the driver its own addresses, around the proxy.
    server = MongoTestServer.inMemory();
    String database = server.newDatabase();
    proxy = new CuttingProxy(URI.create(server.uri()).getPort());
    direct = MongoStore.open(server.uri(), database, Set.of(NOTES));
    direct.insert(NOTES, live("a", ONE));
    String uri = "mongodb://localhost:" + proxy.port() + "/?timeoutMS=2000";
    store = MongoStore.open(uri, database, Set.of(NOTES));
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    proxy.close();
    direct.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void compareAndSet_answerLost_isAnUnknownOutcomeThoughApplied(CuttingProxy.Loss loss) {
    Version first = direct.find(NOTES, A).orElseThrow().version();
    proxy.loseAnswersTo("update", loss);

    assertThatThrownBy(() -> store.compareAndSet(NOTES, A, first, replace(TWO)))
        .isInstanceOf(UnknownOutcomeException.class);
    assertThat(direct.find(NOTES, A).orElseThrow().version()).isEqualTo(first.next());
  }

  @ParameterizedTest
  @EnumSource
  void insert_answerLost_isAnUnknownOutcomeThoughApplied(CuttingProxy.Loss loss) {
    proxy.loseAnswersTo("insert", loss);

    assertThatThrownBy(() -> store.insert(NOTES, live("b", ONE)))
        .isInstanceOf(UnknownOutcomeException.class);
    assertThat(direct.find(NOTES, new ResourceId("b"))).contains(live("b", ONE));
  }

  @ParameterizedTest
  @EnumSource
  void find_answerLost_isUnavailable(CuttingProxy.Loss loss) {
    proxy.loseAnswersTo("find", loss);

    assertThatThrownBy(() -> store.find(NOTES, A)).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> Listed.first(store, NOTES, 5))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void write_serverGoneBeforeIt_isUnavailable() throws IOException {
    store.find(NOTES, A);
    proxy.close();
    // The first call may still send into the connection that broke, and must then say so.
    assertThatThrownBy(() -> store.insert(NOTES, live("b", ONE)))
        .isInstanceOfAny(StoreUnavailableException.class, UnknownOutcomeException.class);

    assertThatThrownBy(() -> store.insert(NOTES, live("b", ONE)))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(direct.find(NOTES, new ResourceId("b"))).isEmpty();
  }

  @Test
  void calls_afterClose_areStoreExceptions() {
    store.close();

    assertThatThrownBy(() -> store.find(NOTES, A)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.insert(NOTES, live("b", ONE)))
        .isInstanceOf(StoreException.class)
        .isNotInstanceOf(UnknownOutcomeException.class);
  }

  @Test
  void insert_contentLargerThanADocument_findsNoRoom() {
    Content large = Content.wrap(new byte[DocumentFormat.MAX_DOCUMENT_BYTES]);

    assertThatThrownBy(() -> store.insert(NOTES, live("b", large)))
        .isInstanceOf(StoreFullException.class)
        .hasMessageContaining("16777216");
  }

  @Test
  void insert_contentOfHalfADocument_isStoredWithoutItsMirror() {
    Content large = Content.ofUtf8("{\"x\":\"" + "a".repeat(9 << 20) + "\"}");

    assertThat(store.insert(NOTES, live("b", large))).isTrue();
    assertThat(
            direct.find(NOTES, new ResourceId("b")).map(r -> ((StoredResource.Live) r).content()))
        .contains(large);
  }
}
