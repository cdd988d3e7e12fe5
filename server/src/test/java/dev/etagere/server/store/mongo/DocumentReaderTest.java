package dev.etagere.server.store.mongo;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.TWO;
import static dev.etagere.server.store.StoreFixtures.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.store.DamagedResourceException;
import dev.etagere.server.store.StoreException;
import dev.etagere.server.store.mongo.member.MemberFields;
import dev.etagere.server.store.mongo.mirror.BsonMirror;
import dev.etagere.server.store.mongo.mirror.MirrorDialect;
import java.util.List;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentReaderTest {
  private static final DocumentReader READER = new DocumentReader(NOTES);

  private final BsonDocument document =
      new DocumentFormat(new BsonMirror(MirrorDialect.FULL))
          .live(live("a", TWO), Ledger.EMPTY, new MemberFields(List.of()));

  @Test
  void read_whatWasWritten_isTheResource() {
    assertThat(READER.read(document)).isEqualTo(live("a", TWO));
  }

  @Test
  void read_withMembersOfOthers_ignoresThem() {
    document.append("theirs", new BsonInt32(1));

    assertThat(READER.read(document)).isEqualTo(live("a", TWO));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schema",
        "version",
        "incarnation",
        "content",
        "digest",
        "madeBy",
        "createdAt",
        "modifiedAt"
      })
  void read_memberMissingOrOfAnotherType_isDamaged(String field) {
    document.put(field, new BsonString("x"));
    assertThatThrownBy(() -> READER.read(document)).isInstanceOf(DamagedResourceException.class);

    document.remove(field);
    assertThatThrownBy(() -> READER.read(document))
        .isInstanceOf(DamagedResourceException.class)
        .hasMessageContaining("'a'")
        .hasMessageContaining("'notes'")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("2.00"));
  }

  @Test
  void read_contentWithAnotherDigest_isDamaged() {
    byte[] changed = TWO.bytes().clone();
    changed[3] ^= 1;
    document.put("content", new BsonBinary(changed));

    assertThatThrownBy(() -> READER.read(document))
        .isInstanceOf(DamagedResourceException.class)
        .hasMessageContaining("digest");
  }

  @Test
  void read_tombstoneWithoutItsTime_isDamaged() {
    document.put("deletedAt", new BsonDateTime(0));

    assertThatThrownBy(() -> READER.read(document)).isInstanceOf(DamagedResourceException.class);
  }

  @Test
  void read_idThatIsNone_isDamaged() {
    document.put("_id", new BsonInt32(1));

    assertThatThrownBy(() -> READER.read(document)).isInstanceOf(DamagedResourceException.class);
  }

  @Test
  void readLive_tombstone_isDamaged() {
    document.append("deletedAt", new BsonDateTime(0)).append("purgeAt", new BsonDateTime(1));

    assertThatThrownBy(() -> READER.readLive(document))
        .isInstanceOf(DamagedResourceException.class);
  }

  @Test
  void read_formOfANewerServer_isRefusedAsSuch() {
    document.put("schema", new BsonInt32(3));

    assertThatThrownBy(() -> READER.read(document))
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("newer Etagere");
  }
}
