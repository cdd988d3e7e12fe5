package dev.etagere.server.http.grizzly;

import dev.etagere.server.http.grizzly.answer.ProblemAnswers;
import dev.etagere.server.http.grizzly.exchange.Exchange;
import dev.etagere.server.http.grizzly.guard.WaitingLimits;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.problem.ProblemType;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * The queue in front of the workers. Whom it cannot take is told so at once, on the selector
 * thread: a queue without bounds would make every caller wait until it gives up, and the server
 * work for nobody.
 */
final class Admission {
  private static final String REFUSED = Admission.class.getName();
  private static final Problem BUSY =
      Problem.of(
          ProblemType.UNAVAILABLE,
          "More requests are waiting than can be answered soon. Nothing was done. Send it again.");

  private final WaitingLimits limits;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();

  Admission(WaitingLimits limits) {
    this.limits = limits;
  }

  /** How many requests wait for a worker. */
  int waiting() {
    return waiting.get();
  }

  /** How many workers run a request. */
  int running() {
    return running.get();
  }

  /** Queues a request for the workers; null, if it is to be refused on this thread. */
  @Nullable Executor queue(Request request, Executor workers) {
    return queue(() -> request.getRequest().setAttribute(REFUSED, true), workers);
  }

  private @Nullable Executor queue(Runnable refuse, Executor workers) {
    if (waiting.incrementAndGet() > limits.requests()) {
      waiting.decrementAndGet();
      refuse.run();
      return null;
    }
    long since = System.nanoTime();
    return task ->
        workers.execute(
            () -> {
              waiting.decrementAndGet();
              if (System.nanoTime() - since > limits.time().toNanos()) {
                refuse.run();
              }
              running.incrementAndGet();
              try {
                task.run();
              } finally {
                running.decrementAndGet();
              }
            });
  }

  /**
   * Queues work of a request that has begun.
   *
   * @return fails with what the work throws, or with a {@link ProblemException} if it was not taken
   *     or has waited for too long
   */
  <T> CompletionStage<T> submit(Supplier<T> work, Executor workers) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Executor queue = queue(() -> result.completeExceptionally(new ProblemException(BUSY)), workers);
    if (queue != null) {
      queue.execute(
          () -> {
            if (!result.isDone()) {
              result.completeAsync(work, Runnable::run);
            }
          });
    }
    return result;
  }

  /** Answers a request that was not taken, or has waited for too long; false for all others. */
  boolean refuse(Request request, Response response, Exchange exchange) throws IOException {
    if (request.getRequest().getAttribute(REFUSED) == null) {
      return false;
    }
    KeptOpen.mark(request.getRequest());
    ProblemAnswers.send(response, exchange, BUSY);
    return true;
  }
}
