package dev.etagere.server.proof.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.HttpContract;
import dev.etagere.server.http.HttpTest;
import dev.etagere.server.store.records.Copy;
import dev.etagere.server.store.records.CopySummary;
import dev.etagere.server.store.records.RecordSource;
import dev.etagere.server.store.records.RecordTarget;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;

/**
 * The whole contract over HTTP on a store, then on a copy of it that has all that the first run
 * left; and what was held of the first server, asked of the second before and after its run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
abstract class MovedHttp {
  private final HeldPromises held = new HeldPromises();
  private EtagereServer server;

  /** Has a server keep its resources where they are first. */
  abstract EtagereServer.Builder before(EtagereServer.Builder builder);

  /** Has a server keep its resources where they are moved to. */
  abstract EtagereServer.Builder after(EtagereServer.Builder builder);

  abstract RecordSource source();

  abstract RecordTarget target(RecordSource source);

  private static EtagereServer.Builder declared() {
    EtagereServer.Builder builder = EtagereServer.builder();
    HttpTest.POLICIES.forEach(builder::collection);
    return builder;
  }

  private Http client() {
    return new Http(server.baseUri());
  }

  @BeforeAll
  void start() {
    server = before(declared()).start();
    held.take(client());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Nested
  @Order(1)
  class Before implements HttpContract {
    @Override
    public Http http() {
      return client();
    }
  }

  @Nested
  @Order(2)
  class Move {
    @Test
    void moved_tagsKeysAndLists_areAsGoodAsBefore() {
      held.assertKept(client());
      server.close();
      try (RecordSource source = source();
          RecordTarget target = target(source)) {
        CopySummary summary =
            new Copy(source, target, InstantSource.system(), (phase, records) -> {}).run();
        assertThat(summary.differences()).isEmpty();
        assertThat(summary.copied()).isGreaterThan(200);
      }
      server = after(declared()).start();

      held.assertKept(client());
    }
  }

  @Nested
  @Order(3)
  class After implements HttpContract {
    @Override
    public Http http() {
      return client();
    }
  }

  @Nested
  @Order(4)
  class Later {
    @Test
    void moved_longInUse_keepsWhatWasHeld() {
      held.assertKept(client());
      held.assertCanBeChanged(client());
      held.assertKept(client());
    }
  }
}
