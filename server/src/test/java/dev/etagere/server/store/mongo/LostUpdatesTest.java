package dev.etagere.server.store.mongo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.mongo.mirror.MirrorDialect;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LostUpdatesTest {
  private static final MirrorDialect FERRETDB_1 =
      MirrorDialect.of(new Document("ferretdbVersion", "v1.24.2"));

  @AfterEach
  void clear() {
    System.clearProperty(LostUpdates.DANGEROUS_PROPERTY);
  }

  @Test
  void refuse_serverWithoutAtomicUpdates_saysWhyAndWhatToDo() {
    assertThatThrownBy(() -> LostUpdates.refuse(FERRETDB_1, "the server"))
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContaining("not atomic")
        .hasMessageContaining(LostUpdates.DANGEROUS_PROPERTY);
  }

  @Test
  void refuse_dangerAccepted_passes() {
    System.setProperty(LostUpdates.DANGEROUS_PROPERTY, "true");

    assertThatCode(() -> LostUpdates.refuse(FERRETDB_1, "the server")).doesNotThrowAnyException();
  }

  @Test
  void refuse_otherServer_passes() {
    MirrorDialect mongo = MirrorDialect.of(new Document("version", "8.0.0"));

    assertThatCode(() -> LostUpdates.refuse(mongo, "the server")).doesNotThrowAnyException();
  }
}
