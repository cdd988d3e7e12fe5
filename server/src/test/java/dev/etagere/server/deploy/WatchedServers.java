package dev.etagere.server.deploy;

import static dev.etagere.server.http.Http.fresh;
import static dev.etagere.server.http.HttpTest.BRIEF;
import static dev.etagere.server.http.HttpTest.NOTES;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.EtagereServer;
import dev.etagere.server.ServerOnStore;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.HttpTest;
import dev.etagere.server.http.Measured;
import dev.etagere.server.service.AskedStore;
import dev.etagere.server.store.StoreUnavailableException;
import dev.etagere.server.store.mongo.MongoTestServer;
import dev.etagere.server.store.sqlite.SqliteStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What servers show that have done a bit of everything, on each store and on one that fails. */
record WatchedServers(ImmutableMap<String, ImmutableList<Series>> byServer) {
  static final String SQLITE = "sqlite";
  static final String MONGO = "mongo";
  private static final String FAILING = "failing";

  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** One series: the name of the metric, and its labels. */
  record Series(String name, Map<String, String> labels) {
    static Series of(String text) {
      Map<String, String> labels = new LinkedHashMap<>();
      LABEL.matcher(text).results().forEach(one -> labels.put(one.group(1), one.group(2)));
      int brace = text.indexOf('{');
      return new Series(brace < 0 ? text : text.substring(0, brace), labels);
    }
  }

  /** Starts, uses, asks and stops them. */
  static WatchedServers used() {
    ImmutableMap.Builder<String, ImmutableList<Series>> all = ImmutableMap.builder();
    EtagereServer.Builder embedded = EtagereServer.builder();
    HttpTest.POLICIES.forEach(embedded::collection);
    try (EtagereServer server = embedded.start()) {
      all.put(SQLITE, shownAfterUse(server));
    }
    try (MongoTestServer mongo = MongoTestServer.start()) {
      EtagereServer.Builder builder =
          EtagereServer.builder().mongo(mongo.uri(), mongo.newDatabase());
      HttpTest.POLICIES.forEach(builder::collection);
      try (EtagereServer server = builder.start()) {
        all.put(MONGO, shownAfterUse(server));
      }
    }
    all.put(FAILING, shownByOneThatFails());
    return new WatchedServers(all.buildOrThrow());
  }

  private static ImmutableList<Series> shownAfterUse(EtagereServer server) {
    Http http = new Http(server.baseUri());
    String path = fresh(NOTES);
    String key = Http.freshKey();
    String first = http.create(path, "{}");
    http.get(path).send();
    http.get(path).ifNoneMatch(first).send();
    http.put(path, "{}").send();
    http.mergePatch(path, "{\"c\":1}").ifMatch(first).key(key).send();
    http.mergePatch(path, "{\"c\":1}").ifMatch(first).key(key).send();
    http.put(path, "{\"d\":1}").ifMatch(first).send();
    http.post("/v1/" + NOTES, "{}").key(Http.freshKey()).send();
    http.get("/v1/" + NOTES).send();
    http.delete(path).ifMatch("*").send();
    String brief = fresh(BRIEF);
    http.create(brief, "{}");
    http.delete(brief).ifMatch("*").send();
    return shown(http, "outcome=\"deleted\"");
  }

  private static ImmutableList<Series> shownByOneThatFails() {
    AskedStore[] store = new AskedStore[1];
    try (EtagereServer server =
        ServerOnStore.start(
            names -> {
              store[0] = new AskedStore(SqliteStore.temporary(names));
              return store[0].store();
            })) {
      store[0].whenAsked =
          () -> {
            throw new StoreUnavailableException("away", null);
          };
      Http http = new Http(server.baseUri());
      http.get(fresh(NOTES)).send();
      return shown(http, "status=\"503\"");
    }
  }

  /** A request is counted when its answer has left, a collection of garbage some time later. */
  private static ImmutableList<Series> shown(Http http, String last) {
    System.gc();
    Map<String, Double> now = Measured.at(http).series();
    while (!has(now, last)) {
      now = Measured.at(http).series();
    }
    return now.keySet().stream().map(Series::of).collect(ImmutableList.toImmutableList());
  }

  private static boolean has(Map<String, Double> series, String text) {
    return series.keySet().stream().anyMatch(key -> key.contains(text));
  }

  /** What all of them show. */
  List<Series> all() {
    return byServer.values().stream().flatMap(List::stream).toList();
  }

  /** The metrics that one of them shows. */
  Set<String> names(String server) {
    Set<String> names = new TreeSet<>();
    byServer.getOrDefault(server, ImmutableList.of()).forEach(series -> names.add(series.name()));
    return names;
  }
}
