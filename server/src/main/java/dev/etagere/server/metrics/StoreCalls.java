package dev.etagere.server.metrics;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.etagere.server.store.DamagedResourceException;
import dev.etagere.server.store.StoreException;
import dev.etagere.server.store.StoreFullException;
import dev.etagere.server.store.StoreUnavailableException;
import dev.etagere.server.store.UnknownOutcomeException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Calls of the store of one kind: how long they take, and how they fail. */
final class StoreCalls {
  private enum Failure {
    UNAVAILABLE("unavailable"),
    UNKNOWN_OUTCOME("unknown-outcome"),
    FULL("full"),
    DAMAGED("damaged"),
    OTHER("other");

    private final String label;

    Failure(String label) {
      this.label = label;
    }

    static Failure of(StoreException e) {
      if (e instanceof StoreUnavailableException) {
        return UNAVAILABLE;
      } else if (e instanceof UnknownOutcomeException) {
        return UNKNOWN_OUTCOME;
      } else if (e instanceof StoreFullException) {
        return FULL;
      }
      return e instanceof DamagedResourceException ? DAMAGED : OTHER;
    }
  }

  private final Durations.Series durations;
  private final ImmutableMap<Failure, Counter> failures;

  StoreCalls(MeterRegistry registry, Durations durations, String operation) {
    this.durations = durations.of(operation);
    this.failures =
        Arrays.stream(Failure.values())
            .collect(
                Maps.toImmutableEnumMap(
                    failure -> failure,
                    failure ->
                        Counter.builder("etagere.store.failures")
                            .description("Calls of the store that failed")
                            .tag("operation", operation)
                            .tag("kind", failure.label)
                            .register(registry)));
  }

  <T> T measure(Supplier<T> call) {
    long begin = System.nanoTime();
    try {
      return call.get();
    } catch (StoreException e) {
      failed(e);
      throw e;
    } finally {
      durations.record(System.nanoTime() - begin);
    }
  }

  /**
   * Measures until the stage is complete.
   *
   * @param then takes the result, if there is one
   */
  <T> CompletionStage<T> measureAsync(Supplier<CompletionStage<T>> call, Consumer<T> then) {
    long begin = System.nanoTime();
    return call.get()
        .whenComplete(
            (result, failure) -> {
              durations.record(System.nanoTime() - begin);
              if (failure == null) {
                then.accept(result);
                return;
              }
              // A stage that follows from another one wraps what that one failed with.
              Throwable cause =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              if (cause instanceof StoreException e) {
                failed(e);
              }
            });
  }

  private void failed(StoreException e) {
    Counter counter = failures.get(Failure.of(e));
    if (counter != null) {
      counter.increment();
    }
  }
}
