package dev.etagere.server.metrics;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.etagere.server.change.Outcome;
import dev.etagere.server.change.Outcome.Reason;
import dev.etagere.server.change.OutcomeNames;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.service.ServiceObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

/** What happens to the writes of each collection. */
final class CollectionMetrics implements ServiceObserver {
  /** The counters of one collection; all there from the start, so that no first event is lost. */
  private record Counters(
      ImmutableMap<Reason, Counter> conflicts,
      Counter retries,
      Counter ledgerDropped,
      Counter doubts,
      Counter purged) {}

  private final ImmutableMap<CollectionName, Counters> all;

  CollectionMetrics(MeterRegistry registry, Set<CollectionName> collections) {
    this.all = Maps.toMap(collections, collection -> counters(registry, collection));
  }

  private static Counters counters(MeterRegistry registry, CollectionName collection) {
    return new Counters(
        Arrays.stream(Reason.values())
            .collect(
                Maps.toImmutableEnumMap(
                    reason -> reason,
                    reason ->
                        counter(
                                "etagere.conflicts",
                                "Writes whose precondition does not hold",
                                collection)
                            .tag("reason", OutcomeNames.of(reason))
                            .register(registry))),
        counter("etagere.retries", "Writes decided once more: another came between", collection)
            .register(registry),
        counter("etagere.ledger.dropped", "Keyed writes that made a ledger forget", collection)
            .register(registry),
        counter("etagere.ledger.doubts", "Refusals of what a ledger may have forgotten", collection)
            .register(registry),
        counter("etagere.tombstones.purged", "Tombstones removed by this server", collection)
            .register(registry));
  }

  private static Counter.Builder counter(
      String name, String description, CollectionName collection) {
    return Counter.builder(name).description(description).tag("collection", collection.value());
  }

  private Counters of(CollectionName collection) {
    Counters counters = all.get(collection);
    if (counters == null) {
      throw new IllegalArgumentException("collection '" + collection + "' was not declared");
    }
    return counters;
  }

  @Override
  public void retried(CollectionName collection) {
    of(collection).retries.increment();
  }

  @Override
  public void concluded(CollectionName collection, Outcome outcome) {
    if (outcome instanceof Outcome.PreconditionFailed failed) {
      Counters counters = of(collection);
      Objects.requireNonNull(counters.conflicts.get(failed.reason())).increment();
      if (failed.keyMayBeForgotten()) {
        counters.doubts.increment();
      }
    } else if (outcome instanceof Outcome.Gone gone && gone.keyMayBeForgotten()) {
      of(collection).doubts.increment();
    }
  }

  void ledgerDropped(CollectionName collection) {
    of(collection).ledgerDropped.increment();
  }

  void purged(CollectionName collection, int count) {
    of(collection).purged.increment(count);
  }
}
