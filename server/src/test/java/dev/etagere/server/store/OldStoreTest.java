package dev.etagere.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.Resources;
import dev.etagere.server.EtagereServer;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.http.Http.Request;
import dev.etagere.server.precondition.EntityTag;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.store.sqlite.SqliteStore;
import dev.etagere.server.store.sqlite.archive.Backup;
import dev.etagere.server.store.sqlite.archive.Restore;
import dev.etagere.server.store.sqlite.archive.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data folders that older versions left are opened, with all that is in them. */
class OldStoreTest {
  private static final Set<CollectionName> COLLECTIONS =
      Set.of(new CollectionName("notes"), new CollectionName("payments"));

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void open_storeOfAnOlderVersion_hasEveryRecord(int schema) throws IOException {
    Path folder = folder(schema);

    try (SqliteStore store = SqliteStore.open(folder, COLLECTIONS)) {
      assertHasEverything(store, schema);
    }
    // It was brought to the present form, for good.
    assertThat(Verification.of(folder).findings()).isEmpty();
    try (SqliteStore store = SqliteStore.open(folder, COLLECTIONS)) {
      assertHasEverything(store, schema);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void server_onAStoreOfAnOlderVersion_keepsTagsAndKeysGood(int schema) throws IOException {
    JsonNode expected = expected(schema);
    try (EtagereServer server =
        EtagereServer.builder()
            .collection("notes")
            .collection("payments")
            .data(folder(schema))
            .start()) {
      Http http = new Http(server.baseUri());
      for (JsonNode replay : expected.path("replays")) {
        assertReplayed(http, replay);
      }
      for (JsonNode record : expected.path("records")) {
        if (record.path("content").isTextual()) {
          assertServedAndChangeable(http, record);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void backup_ofAStoreOfAnOlderVersion_isVerifiedAndRestored(int schema) throws IOException {
    Path folder = folder(schema);
    Path file = root.resolve("backup");

    assertThat(Backup.take(folder, file).isSound()).isTrue();
    Path restored = root.resolve("restored");
    Restore.into(file, restored);

    try (SqliteStore store = SqliteStore.open(restored, COLLECTIONS)) {
      assertHasEverything(store, schema);
    }
  }

  private static void assertHasEverything(SqliteStore store, int schema) throws IOException {
    JsonNode records = expected(schema).path("records");
    assertThat(records).hasSizeGreaterThan(8);
    for (JsonNode record : records) {
      StoredResource found =
          store
              .find(
                  new CollectionName(record.path("collection").asText()),
                  new ResourceId(record.path("id").asText()))
              .orElseThrow(() -> new AssertionError("lost: " + record));
      assertThat(EntityTag.of(found.version()).toString()).isEqualTo(record.path("etag").asText());
      if (found instanceof StoredResource.Live live) {
        assertThat(live.content().utf8()).isEqualTo(record.path("content").asText());
      } else {
        assertThat(record.path("content").isNull()).isTrue();
      }
    }
  }

  private static void assertReplayed(Http http, JsonNode replay) {
    String content = replay.path("content").asText();
    String path = replay.path("path").asText();
    Request request =
        replay.path("method").asText().equals("POST")
            ? http.post(path, content)
            : http.put(path, content).ifMatch(replay.path("ifMatch").asText());
    Answer answer = request.key(replay.path("key").asText()).send();
    assertThat(answer.status()).as("%s", answer).isEqualTo(replay.path("status").asInt());
    assertThat(answer.field("Idempotent-Replayed")).isEqualTo("true");
    assertThat(answer.etag()).isEqualTo(replay.path("etag").asText());
  }

  private static void assertServedAndChangeable(Http http, JsonNode record) {
    String path = "/v1/" + record.path("collection").asText() + "/" + record.path("id").asText();
    Answer got = http.get(path).send();
    assertThat(got.text()).isEqualTo(record.path("content").asText());
    assertThat(got.etag()).isEqualTo(record.path("etag").asText());
    assertThat(http.put(path, "{\"new\":1}").ifMatch(got.etag()).send().status()).isEqualTo(204);
    assertThat(http.put(path, "{\"new\":2}").ifMatch(got.etag()).send().status()).isEqualTo(412);
  }

  private static JsonNode expected(int schema) throws IOException {
    byte[] json =
        Resources.toByteArray(Resources.getResource("stores/schema-" + schema + "/expected.json"));
    return new ObjectMapper().readTree(json);
  }

  private Path folder(int schema) throws IOException {
    Path folder = Files.createDirectory(root.resolve("data"));
    for (String name : new String[] {"etagere.db", "etagere.commits"}) {
      byte[] stored =
          Resources.toByteArray(Resources.getResource("stores/schema-" + schema + "/" + name));
      Files.write(folder.resolve(name), stored);
    }
    return folder;
  }
}
