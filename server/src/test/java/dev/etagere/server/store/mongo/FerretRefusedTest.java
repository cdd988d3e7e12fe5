package dev.etagere.server.store.mongo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.server.proof.process.FerretTestServer;
import dev.etagere.server.proof.process.NeedsFerretDb;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.store.StoreOpenException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A real FerretDB is recognised, and refused by whoever was not told to accept it. */
@NeedsFerretDb
final class FerretRefusedTest {
  @Test
  void open_ferretDb_isRefusedWithTheReason() throws Exception {
    try (FerretTestServer server = FerretTestServer.start()) {
      server.forbid();

      assertThatThrownBy(
              () ->
                  MongoStore.open(
                      server.uri(), server.newDatabase(), Set.of(new CollectionName("notes"))))
          .isInstanceOf(StoreOpenException.class)
          .hasMessageContaining("not atomic");
    }
  }
}
