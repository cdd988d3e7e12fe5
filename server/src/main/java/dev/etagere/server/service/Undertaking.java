package dev.etagere.server.service;

import dev.etagere.server.change.Outcome;
import dev.etagere.server.change.Verdict;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A write that is to be made: in the fast way if there is one, and in the full way if that found
 * another writer between.
 *
 * @param attempts carry it out
 * @param fast the verdict of the fast way, or null if only the full way can tell
 * @param full the full way, which may wait for the store
 */
record Undertaking(Attempts attempts, @Nullable Verdict fast, Supplier<Outcome> full) {

  /** One of which the outcome is known before. */
  static Undertaking answered(Attempts attempts, Outcome outcome) {
    return new Undertaking(attempts, new Verdict.Answer(outcome), () -> outcome);
  }

  /** Makes it on this thread. */
  Outcome now() {
    return fast == null ? full.get() : attempts.once(fast).orElseGet(full);
  }

  /** Makes it, with no thread waiting in the fast way where the store can do so. */
  CompletionStage<Outcome> later(Waiting mayWait) {
    if (fast == null) {
      return mayWait.run(full);
    }
    return attempts
        .onceAsync(fast)
        .thenCompose(
            outcome ->
                outcome.map(CompletableFuture::completedStage).orElseGet(() -> mayWait.run(full)));
  }
}
