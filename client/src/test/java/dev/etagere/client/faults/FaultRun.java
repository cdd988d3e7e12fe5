package dev.etagere.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.etagere.client.EtagereClient;
import dev.etagere.client.resource.Condition;
import dev.etagere.client.resource.Patch;
import dev.etagere.client.resource.Versioned;
import dev.etagere.client.retry.RetryBudget;
import dev.etagere.client.retry.RetryPolicy;
import dev.etagere.client.testing.Counter;
import dev.etagere.client.testing.FaultyProxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What clients do while things break, and the account of it: everything acknowledged is there, and
 * everything that is there was made once.
 */
final class FaultRun {
  /**
   * Of 10,000 requests at 30% faults, eight attempts would fail for one; the deadline is for a
   * server that is starting again. A bound on retries would only measure itself here.
   */
  static final RetryPolicy PATIENT =
      RetryPolicy.DEFAULT
          .withDeadline(Duration.ofSeconds(90))
          .withAttemptTimeout(Duration.ofSeconds(5))
          .withMaxAttempts(1000)
          .withPauses(Duration.ofMillis(2), Duration.ofMillis(50));

  private final EtagereClient client;
  private final String title;

  FaultRun(String title, URI throughFaults) {
    this(
        title,
        EtagereClient.builder(throughFaults)
            .retryPolicy(PATIENT)
            .retryBudget(RetryBudget.unlimited())
            .maxUpdateRounds(1000)
            .build());
  }

  FaultRun(String title, EtagereClient client) {
    this.title = title;
    this.client = client;
  }

  /** Increments one document, by update. */
  void count(int increments, Runnable afterEach) throws InterruptedException {
    String id = client.create("counters", new Counter(0)).id();
    Workers.share(
        increments,
        i -> {
          client.update("counters", id, Counter.class, Counter::incremented);
          afterEach.run();
        });
    Versioned<Counter> end = client.get("counters", id, Counter.class);
    report("counter", increments, end.value().count());
    assertThat(end.value().count()).isEqualTo(increments);
    // The creation is version 1. To clients a tag is opaque; this looks into it as a proof.
    assertThat(end.etag()).startsWith("\"" + (increments + 1) + "-");
  }

  /** Creates payments, each under its key. */
  void pay(int payments, Runnable afterEach) throws InterruptedException {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    Workers.share(
        payments,
        i -> {
          acknowledged.add(client.create("payments", new Payment(i, 100L + i)).id());
          afterEach.run();
        });
    List<Versioned<Payment>> made = client.list("payments", Payment.class).toList();
    report("payments", payments, made.size());
    assertThat(made).extracting(Versioned::id).containsExactlyInAnyOrderElementsOf(acknowledged);
    assertThat(made.stream().map(p -> p.value().number()).collect(Collectors.toSet()))
        .hasSize(payments);
    assertThat(made.stream().mapToLong(p -> p.value().amount()).sum())
        .isEqualTo(100L * payments + (long) payments * (payments - 1) / 2);
  }

  /** Creates and deletes again and again, under ids that are used by one worker at a time. */
  void deleteAndCreateAgain(int ids, int cycles) throws InterruptedException {
    Set<String> lastTags = ConcurrentHashMap.newKeySet();
    Workers.share(
        ids,
        i -> {
          String id = "phoenix-" + i;
          for (int cycle = 0; cycle < cycles; cycle++) {
            Versioned<Counter> made =
                client.put("phoenixes", id, new Counter(cycle), Condition.ifAbsent());
            client.delete("phoenixes", id, Condition.unchanged(made));
          }
          lastTags.add(client.put("phoenixes", id, new Counter(-1), Condition.ifAbsent()).etag());
        });
    List<Versioned<Counter>> left = client.list("phoenixes", Counter.class).toList();
    report("deletes and re-creates", 2 * ids * cycles + ids, exactOnes(left, cycles));
    assertThat(left).hasSize(ids).allMatch(one -> one.value().count() == -1);
    assertThat(left).extracting(Versioned::etag).containsExactlyInAnyOrderElementsOf(lastTags);
    assertThat(left).allMatch(one -> isVersion(one, 2 * cycles + 1));
  }

  private static int exactOnes(List<Versioned<Counter>> left, int cycles) {
    int exact = (int) left.stream().filter(one -> isVersion(one, 2 * cycles + 1)).count();
    return exact * (2 * cycles + 1);
  }

  private static boolean isVersion(Versioned<?> resource, int version) {
    return resource.etag().startsWith("\"" + version + "-");
  }

  /** Appends to lists, whatever their version: only the key makes that harmless to repeat. */
  void append(int items) throws InterruptedException {
    List<String> ids = List.of("a", "b", "c", "d");
    ids.forEach(id -> client.put("lists", id, Map.of("items", List.of()), Condition.ifAbsent()));
    Workers.share(
        items,
        i ->
            client.patch(
                "lists",
                ids.get(i % ids.size()),
                Patch.json(List.of(Map.of("op", "add", "path", "/items/-", "value", i))),
                Condition.ifPresent()));
    List<Integer> found = new ArrayList<>();
    for (String id : ids) {
      client
          .get("lists", id, JsonNode.class)
          .value()
          .path("items")
          .forEach(item -> found.add(item.intValue()));
    }
    report("keyed patches", items, found.size());
    assertThat(found).hasSize(items).doesNotHaveDuplicates();
  }

  private void report(String what, int acknowledged, int found) {
    System.out.printf(
        "faults: %s: %s: %d acknowledged, %d lost, %d doubled%n",
        title,
        what,
        acknowledged,
        Math.max(0, acknowledged - found),
        Math.max(0, found - acknowledged));
  }

  static void report(String title, FaultyProxy proxy) {
    System.out.printf("faults: %s: %s%n", title, proxy);
  }
}
