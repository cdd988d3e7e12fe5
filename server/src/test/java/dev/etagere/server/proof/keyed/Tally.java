package dev.etagere.server.proof.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What happened on one store, and what must not have. */
final class Tally {
  enum Of {
    ROUNDS,
    REQUESTS,
    /** Requests without an answer that settles them, so that they were sent again. */
    REPEATS,
    /** Repeats that were told that they had taken effect before. */
    REPEATS_DONE_BEFORE,
    /** Answers with 503: the database could not be reached, or the outcome is unknown. */
    UNAVAILABLE,
    /** Answers that carried Idempotent-Replayed. */
    REPLAYS,
    DOUBLED,
    LOST,
    WRONG_ANSWERS
  }

  private static final int SHOWN = 20;

  private final String store;
  private final Map<Of, AtomicLong> counts =
      Stream.of(Of.values()).collect(Collectors.toConcurrentMap(of -> of, of -> new AtomicLong()));
  private final Map<String, AtomicLong> requests = new ConcurrentHashMap<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();

  Tally(String store) {
    this.store = store;
  }

  void count(Of of) {
    counts.get(of).incrementAndGet();
  }

  void fault(Of of, String what) {
    count(of);
    faults.add(of + ": " + what);
  }

  long get(Of of) {
    return counts.get(of).get();
  }

  void sent(Intent intent) {
    count(Of.REQUESTS);
    requests.computeIfAbsent(intent.kind().name(), kind -> new AtomicLong()).incrementAndGet();
  }

  void assertNoFault() {
    assertThat(faults.stream().limit(SHOWN)).as("%s", this).isEmpty();
  }

  @Override
  public String toString() {
    return store
        + ": "
        + Stream.of(Of.values())
            .map(of -> of.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + get(of))
            .collect(Collectors.joining(", "))
        + "; "
        + requests;
  }
}
