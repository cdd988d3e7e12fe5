package dev.etagere.server.proof.keyed;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.proof.Tag;
import dev.etagere.server.proof.keyed.Belongings.Kept;
import dev.etagere.server.proof.keyed.Tally.Of;
import java.util.List;

/** Compares what is stored after the last kill with what the clients were told. */
record KeyedAftermath(Http http, Tally tally, List<Belongings> all) {

  /** Every resource has the version and the content that its client was told, and no later one. */
  void checkOwn() {
    for (Belongings belongings : all) {
      belongings.live().forEach(this::checkLive);
      belongings.deleted().keySet().forEach(this::checkDeleted);
    }
  }

  private void checkLive(String path, Kept kept) {
    Answer answer = http.get(path).send();
    if (answer.status() != 200) {
      tally.fault(Of.LOST, path + " is not there: " + answer);
    } else if (!answer.etag().equals(kept.tag().text())) {
      tally.fault(Of.DOUBLED, path + " was changed again after " + kept + ": " + answer);
    } else if (!answer.text().equals(kept.content())) {
      tally.fault(Of.LOST, path + " is not " + kept + ": " + answer);
    }
  }

  private void checkDeleted(String path) {
    Answer answer = http.get(path).send();
    if (answer.status() != 410) {
      tally.fault(Of.LOST, "the deletion of " + path + ": " + answer);
    }
  }

  /** Every POST has made one resource: there are as many as were wanted, and not one more. */
  void checkOrders() {
    Multiset<String> stored = HashMultiset.create();
    String next = "/v1/orders?limit=1000";
    while (!next.isEmpty()) {
      JsonNode page = http.get(next).send().json();
      page.path("items").forEach(item -> stored.add("/v1/orders/" + item.path("id").asText()));
      next = page.path("next").asText();
    }
    ImmutableMultiset<String> wanted =
        all.stream()
            .flatMap(belongings -> belongings.live().keySet().stream())
            .filter(path -> path.startsWith("/v1/orders/"))
            .collect(ImmutableMultiset.toImmutableMultiset());
    compare("/v1/orders", stored, wanted);
  }

  /** Every patch took effect once, and each made one version. */
  void checkList(String path) {
    Multiset<String> stored = HashMultiset.create();
    Answer answer = http.get(path).send();
    answer.json().path("list").forEach(token -> stored.add(token.asText()));
    ImmutableMultiset<String> wanted =
        all.stream()
            .flatMap(belongings -> belongings.appended().getOrDefault(path, List.of()).stream())
            .collect(ImmutableMultiset.toImmutableMultiset());
    compare(path, stored, wanted);
    long versions = new Tag(answer.etag()).number();
    if (versions != wanted.size() + 1L) {
      tally.fault(
          versions > wanted.size() ? Of.DOUBLED : Of.LOST,
          path + " has version " + versions + " after " + wanted.size() + " patches");
    }
  }

  private void compare(String path, Multiset<String> stored, Multiset<String> wanted) {
    Multisets.difference(stored, wanted)
        .forEach(extra -> tally.fault(Of.DOUBLED, extra + " in " + path));
    Multisets.difference(wanted, stored)
        .forEach(missing -> tally.fault(Of.LOST, missing + " of " + path));
  }
}
