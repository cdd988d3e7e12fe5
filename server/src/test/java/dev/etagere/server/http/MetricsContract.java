package dev.etagere.server.http;

import static dev.etagere.server.http.Http.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is measured of a server, whatever its store is. */
interface MetricsContract extends HttpTest {
  private double requests(String method, int status, String outcome) {
    return Measured.at(http())
        .sum(
            "etagere_http_requests_total",
            "method=\"" + method + "\"",
            "route=\"/v1/{collection}/{id}\"",
            "status=\"" + status + "\"",
            "outcome=\"" + outcome + "\"");
  }

  private void assertCounts(String method, int status, String outcome, Runnable request) {
    double before = requests(method, status, outcome);
    request.run();
    // A request is counted when its answer has been given away.
    double after = requests(method, status, outcome);
    for (int i = 0; i < 10_000 && after == before; i++) {
      after = requests(method, status, outcome);
    }
    assertThat(after - before).as("%s %s %s", method, status, outcome).isEqualTo(1);
  }

  @Test
  default void requests_areCountedByWhatTheyCameTo() {
    String path = fresh(NOTES);
    String key = Http.freshKey();
    String[] etag = new String[1];

    assertCounts("PUT", 201, "created", () -> etag[0] = http().create(path, "{}"));
    assertCounts("PUT", 412, "exists", () -> http().put(path, "{\"a\":1}").ifNoneMatch("*").send());
    assertCounts(
        "PUT", 204, "replaced", () -> http().put(path, "{\"b\":1}").ifMatch(etag[0]).send());
    assertCounts("PUT", 412, "stale", () -> http().put(path, "{}").ifMatch(etag[0]).send());
    assertCounts("PUT", 428, "precondition-required", () -> http().put(path, "{}").send());
    assertCounts("PUT", 400, "invalid-json", () -> http().put(path, "{").ifMatch("*").send());
    etag[0] = http().get(path).send().etag();
    assertCounts(
        "PUT", 204, "unchanged", () -> http().put(path, "{\"b\":1}").ifMatch(etag[0]).send());
    assertCounts(
        "PATCH",
        204,
        "replaced",
        () -> http().mergePatch(path, "{\"c\":1}").ifMatch(etag[0]).key(key).send());
    assertCounts(
        "PATCH",
        204,
        "replayed",
        () -> http().mergePatch(path, "{\"c\":1}").ifMatch(etag[0]).key(key).send());
    assertCounts("GET", 200, "found", () -> http().get(path).send());
    String current = http().get(path).send().etag();
    assertCounts("GET", 304, "not-modified", () -> http().get(path).ifNoneMatch(current).send());
    assertCounts("DELETE", 204, "deleted", () -> http().delete(path).ifMatch(current).send());
    assertCounts("GET", 410, "gone", () -> http().get(path).send());
    assertCounts("GET", 404, "not-found", () -> http().get(fresh(NOTES)).send());
    assertCounts("PUT", 412, "absent", () -> http().put(fresh(NOTES), "{}").ifMatch("*").send());
    assertCounts("POST", 405, "method-not-allowed", () -> http().post(path, "{}").send());
    assertCounts(
        "OPTIONS", 204, "answered", () -> http().request("OPTIONS", path, new byte[0]).send());
  }

  @Test
  default void series_afterRequestsToManyPaths_areNoMoreThanBefore() {
    http().get(fresh(NOTES)).send();
    http().get("/nowhere/" + UUID.randomUUID()).send();
    http().get("/docs/" + UUID.randomUUID()).send();
    int before = Measured.at(http()).series().size();

    for (int i = 0; i < 50; i++) {
      http().get("/docs/" + UUID.randomUUID()).send();
      http().get(fresh(NOTES)).send();
      http().get("/nowhere/" + UUID.randomUUID()).send();
    }

    assertThat(Measured.at(http()).series()).hasSize(before);
  }

  @Test
  default void conflicts_areCountedByCollectionAndReason() {
    String path = fresh(STRICT);
    http().create(path, "{}");
    String[] stale = {"collection=\"" + STRICT + "\"", "reason=\"stale\""};
    double before = Measured.at(http()).sum("etagere_conflicts_total", stale);

    http().put(path, "{\"a\":1}").ifMatch("\"7-00f1e2d3c4b5a697\"").send();

    assertThat(Measured.at(http()).sum("etagere_conflicts_total", stale) - before).isEqualTo(1);
  }

  @Test
  default void storeCalls_areTimedByKind() {
    String path = fresh(NOTES);
    String name = "etagere_store_call_duration_seconds_count";
    Measured before = Measured.at(http());

    http().create(path, "{}");
    http().get(path).send();

    Measured after = Measured.at(http());
    for (String operation : new String[] {"insert", "find"}) {
      String label = "operation=\"" + operation + "\"";
      assertThat(after.sum(name, label) - before.sum(name, label)).as(operation).isEqualTo(1);
    }
    assertThat(after.sum("etagere_store_call_duration_seconds_bucket", "le=\"+Inf\""))
        .isGreaterThan(0);
  }

  /** 33 keyed changes within the retention are all remembered; beyond 256 the oldest are not. */
  @Test
  default void ledger_thatForgets_isCounted() {
    String path = fresh(NOTES);
    String etag = http().create(path, "{}");
    String[] label = {"collection=\"" + NOTES + "\""};
    double before = Measured.at(http()).sum("etagere_ledger_dropped_total", label);

    for (int i = 0; i < 257; i++) {
      etag = http().put(path, "{\"n\":" + i + "}").ifMatch(etag).key("k" + i).send().etag();
    }

    assertThat(Measured.at(http()).sum("etagere_ledger_dropped_total", label) - before)
        .isEqualTo(1);
  }

  @Test
  default void levelsAndProcess_areShown() {
    Measured now = Measured.at(http());

    assertThat(now.sum("etagere_ready")).isEqualTo(1);
    assertThat(now.sum("etagere_http_connections")).isGreaterThanOrEqualTo(1);
    assertThat(now.sum("etagere_http_workers_limit")).isEqualTo(64);
    assertThat(now.sum("etagere_http_queue_limit")).isEqualTo(256);
    assertThat(now.sum("etagere_http_body_limit_bytes")).isGreaterThan(1 << 20);
    assertThat(now.sum("jvm_memory_used_bytes", "area=\"heap\"")).isGreaterThan(0);
    assertThat(now.sum("jvm_threads_live_threads")).isGreaterThan(1);
    assertThat(now.series().keySet()).anyMatch(name -> name.startsWith("jvm_gc_"));
  }

  /** No resource and no caller is shown: not an id, not a word of content. */
  @Test
  default void text_showsNoData() {
    String id = "id" + UUID.randomUUID();
    String word = "w" + UUID.randomUUID();
    http().create("/v1/notes/" + id, "{\"a\":\"" + word + "\"}");

    assertThat(http().get("/metrics").send().text().toLowerCase(Locale.ROOT))
        .doesNotContain(id, word);
  }
}
