package dev.etagere.server.proof.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.http.Http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a client holds of a server: entity tags and keys, each with the answer that it must get
 * whenever it asks again. Nothing that is asked here changes anything.
 */
final class HeldPromises {
  private static final List<String> FIELDS =
      List.of(
          "ETag",
          "Last-Modified",
          "Location",
          "Content-Location",
          "Idempotent-Replayed",
          "Allow",
          "Link");

  private record Promise(String name, Function<Http, Request> request, Answer first) {}

  private final List<Promise> promises = new ArrayList<>();
  private final String changed = Http.fresh("notes");

  private void hold(Http http, String name, int status, Function<Http, Request> request) {
    Answer first = request.apply(http).send();
    assertThat(first.status()).as("%s: %s", name, first).isEqualTo(status);
    promises.add(new Promise(name, request, first));
  }

  /** Makes resources on a server that has none, and takes tags and keys home. */
  void take(Http http) {
    contents(http);
    keyedCreations(http);
    keyedChanges(http);
    tombstones(http);
    naturalKeys(http);
    lists(http);
  }

  /** Takes the whole list of a collection, to which nobody else may add anything from now on. */
  void takeWholeList(Http http) {
    hold(http, "list", 200, on -> on.get("/v1/notes?limit=1000"));
  }

  private void contents(Http http) {
    String path = Http.fresh("notes");
    String odd =
        "{ \"n\": 1.00e2, \"é\": \"\\u00e9\\n\", \"big\": 123456789012345678901234567890 }";
    String first = http.create(path, "{\"a\":1}");
    String tag = http.put(path, odd).ifMatch(first).send().etag();
    hold(http, "content", 200, on -> on.get(path));
    hold(http, "not modified", 304, on -> on.get(path).ifNoneMatch(tag));
    hold(http, "stale", 412, on -> on.put(path, "{\"b\":1}").ifMatch(first));
    hold(http, "unchanged", 204, on -> on.put(path, odd).ifMatch(tag));
    hold(http, "exists", 412, on -> on.put(path, odd).ifNoneMatch("*"));
    http.create(changed, "{\"v\":1}");
  }

  private void keyedCreations(Http http) {
    String key = Http.freshKey();
    Answer posted = http.post("/v1/payments", "{\"amount\":10}").key(key).send();
    assertThat(posted.status()).isEqualTo(201);
    hold(http, "post again", 201, on -> on.post("/v1/payments", "{\"amount\":10}").key(key));
    hold(http, "key for another", 422, on -> on.post("/v1/payments", "{\"amount\":9}").key(key));
    String path = posted.field("Location");
    http.put(path, "{\"amount\":11}").ifMatch(posted.etag()).send();
    hold(
        http,
        "post after a change",
        201,
        on -> on.post("/v1/payments", "{\"amount\":10}").key(key));

    String goneKey = Http.freshKey();
    Answer gone = http.post("/v1/payments", "{\"amount\":5}").key(goneKey).send();
    http.delete(gone.field("Location")).ifMatch(gone.etag()).send();
    hold(
        http,
        "post after deletion",
        201,
        on -> on.post("/v1/payments", "{\"amount\":5}").key(goneKey));
    hold(http, "deleted payment", 410, on -> on.get(gone.field("Location")));
  }

  private void keyedChanges(Http http) {
    String path = Http.fresh("notes");
    String tag = http.create(path, "{\"v\":1}");
    String put = Http.freshKey();
    String second = http.put(path, "{\"v\":2}").ifMatch(tag).key(put).send().etag();
    String patch = Http.freshKey();
    String third = http.mergePatch(path, "{\"p\":1}").ifMatch(second).key(patch).send().etag();
    for (int i = 0; i < 5; i++) {
      third = http.put(path, "{\"w\":" + i + "}").ifMatch(third).key(Http.freshKey()).send().etag();
    }
    String delete = Http.freshKey();
    String last = third;
    http.delete(path).ifMatch(last).key(delete).send();
    hold(http, "keyed put", 204, on -> on.put(path, "{\"v\":2}").ifMatch(tag).key(put));
    hold(
        http,
        "keyed patch",
        204,
        on -> on.mergePatch(path, "{\"p\":1}").ifMatch(second).key(patch));
    hold(http, "keyed delete", 204, on -> on.delete(path).ifMatch(last).key(delete));
    hold(http, "keyed put otherwise", 422, on -> on.put(path, "{\"v\":3}").ifMatch(tag).key(put));
  }

  private void tombstones(Http http) {
    String path = Http.fresh("notes");
    String tag = http.create(path, "{\"v\":1}");
    http.delete(path).ifMatch(tag).send();
    hold(http, "gone", 410, on -> on.get(path));
    hold(http, "deleted again", 204, on -> on.delete(path).ifMatch(tag));
    hold(http, "put on gone", 412, on -> on.put(path, "{}").ifMatch(tag));
    String again = Http.fresh("notes");
    String before = http.create(again, "{\"v\":1}");
    http.delete(again).ifMatch(before).send();
    http.create(again, "{\"v\":1}");
    hold(http, "created again", 200, on -> on.get(again));
    hold(http, "tag of its former life", 412, on -> on.put(again, "{}").ifMatch(before));
  }

  private void naturalKeys(Http http) {
    String place = "{\"country\":\"CH\",\"number\":8001}";
    assertThat(http.post("/v1/places", place).send().status()).isEqualTo(201);
    hold(http, "natural key", 200, on -> on.post("/v1/places", place));
    hold(
        http,
        "natural key otherwise",
        409,
        on -> on.post("/v1/places", "{\"country\":\"CH\",\"number\":8001,\"x\":1}"));
  }

  /** Pages, orders, filters and tokens over values of every kind that a member can have. */
  private void lists(Http http) {
    String run = Http.freshKey();
    List<String> totals =
        List.of("1", "1.0", "10", "2e0", "-3.5", "12345678901234567890.5", "null", "\"2\"", "true");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String total = totals.get(i % totals.size());
      String id = Http.fresh("orders").substring("/v1/orders/".length());
      ids.add(id);
      http.create(
          "/v1/orders/" + id,
          "{\"status\": \"%s\", \"total\": %s, \"owner\": {\"id\": %d}}"
              .formatted(run, total, i % 3));
    }
    String gone = "/v1/orders/" + ids.get(7);
    http.delete(gone).ifMatch(http.get(gone).send().etag()).send();

    String ours = "/v1/orders?filter=status==" + run;
    String first = ours + "&sort=-total,modifiedAt&limit=6&count=true&fields=total";
    hold(http, "ordered page", 200, on -> on.get(first));
    Answer page = http.get(first).send();
    assertThat(page.json().path("items")).hasSize(6);
    String tag = page.etag();
    hold(http, "page not modified", 304, on -> on.get(first).ifNoneMatch(tag));
    String next = page.json().path("next").asText();
    hold(http, "page behind a token", 200, on -> on.get(next));
    String last = http.get(next).send().json().path("next").asText();
    hold(http, "last page", 200, on -> on.get(last));
    String back = http.get(last).send().json().path("prev").asText();
    hold(http, "page before a token", 200, on -> on.get(back));
    hold(http, "range", 200, on -> on.get(ours + ";total=ge=1;total=lt=11&sort=total"));
    hold(http, "nested member", 200, on -> on.get(ours + ";owner.id=in=(0,2)&sort=createdAt"));
    hold(http, "null", 200, on -> on.get(ours + ";total==null"));
    hold(http, "ids", 200, on -> on.get("/v1/orders?filter=id=in=(" + String.join(",", ids) + ")"));
    hold(
        http,
        "all as lines",
        200,
        on -> on.get(ours + "&sort=-modifiedAt").header("Accept", "application/x-ndjson"));
    hold(http, "undeclared member", 400, on -> on.get("/v1/orders?filter=other==1"));
  }

  /** Asks for everything again. */
  void assertKept(Http http) {
    for (Promise promise : promises) {
      Answer now = promise.request.apply(http).send();
      assertThat(now.status()).as("%s: %s", promise.name, now).isEqualTo(promise.first.status());
      for (String field : FIELDS) {
        assertThat(now.all(field))
            .as("%s of %s", field, promise.name)
            .isEqualTo(promise.first.all(field));
      }
      if (now.status() < 300) {
        assertThat(now.body()).as(promise.name).isEqualTo(promise.first.body());
      }
    }
    assertThat(promises).hasSizeGreaterThan(30);
  }

  /** Changes the one resource that is kept for that, by the tag that the server before gave. */
  void assertCanBeChanged(Http http) {
    String tag = http.get(changed).send().etag();
    Answer put = http.put(changed, "{\"v\":\"" + tag.replace('"', '-') + "\"}").ifMatch(tag).send();
    assertThat(put.status()).as("%s", put).isEqualTo(204);
    assertThat(put.etag()).isNotEqualTo(tag);
    assertThat(http.put(changed, "{}").ifMatch(tag).send().status()).isEqualTo(412);
    if (promises.removeIf(promise -> promise.name.equals("list"))) {
      takeWholeList(http);
    }
  }
}
