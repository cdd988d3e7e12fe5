package dev.etagere.server.http.failure;

import static dev.etagere.server.http.Http.fresh;
import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.ServerOnStore;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.store.sqlite.HeldWriter;
import dev.etagere.server.store.sqlite.SqliteStore;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An embedded store whose writer stands still, as a disk that hangs makes it. */
@Timeout(60)
class SqliteTimeOutHttpTest {
  @Test
  void writes_writerStandsStill_endWithTheRequestAndAreNotDone() {
    AtomicReference<SqliteStore> opened = new AtomicReference<>();
    try (EtagereServer server =
        ServerOnStore.start(
            names -> {
              SqliteStore store = SqliteStore.temporary(names);
              opened.set(store);
              return store;
            },
            ShortTime.NETWORK)) {
      Http http = new Http(server.baseUri());
      String path = fresh("notes");
      String etag = http.create(path, "{\"n\":1}");
      try (HeldWriter held = HeldWriter.hold(Objects.requireNonNull(opened.get()))) {
        // By the way that keeps no thread waiting, and by the others.
        assertUnavailable(http.put(path, "{\"n\":2}").ifMatch(etag).send());
        assertUnavailable(http.mergePatch(path, "{\"n\":2}").ifMatch(etag).send());
        assertUnavailable(http.post("/v1/notes", "{\"n\":2}").key("k").send());
        assertThat(http.get(path).send().etag()).isEqualTo(etag);
        held.release();
      }
      assertThat(http.put(path, "{\"n\":3}").ifMatch(etag).send().status()).isEqualTo(204);
      assertThat(http.get("/v1/notes?count=true").send().json().path("items")).hasSize(1);
    }
  }

  private static void assertUnavailable(Answer answer) {
    assertProblem(answer, 503, "unavailable");
    assertThat(answer.field("Retry-After")).isEqualTo("1");
  }
}
