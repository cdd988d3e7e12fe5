package dev.etagere.client.retry;

import dev.etagere.client.http.Answer;
import dev.etagere.client.http.Ask;
import dev.etagere.client.http.Redirects;
import dev.etagere.client.http.Transport;
import dev.etagere.client.retry.Verdict.Decided;
import dev.etagere.client.retry.Verdict.Undecided;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Sends a request until the server has decided, or until the call must be given up. */
public final class Attempts {
  private final Transport transport;
  private final Redirects redirects;
  private final RetryPolicy policy;
  private final RetryBudget budget;
  private final Failures failures;

  /** Tries as the policy says, within the budget. */
  public Attempts(Transport transport, RetryPolicy policy, RetryBudget budget, Failures failures) {
    this.transport = transport;
    this.redirects = new Redirects(transport);
    this.policy = policy;
    this.budget = budget;
    this.failures = failures;
  }

  /**
   * The server's decision, whatever its status, or the exception for having none.
   *
   * @return failed with {@link dev.etagere.client.error.UnavailableException}, {@link
   *     dev.etagere.client.error.OutcomeUnknownException} or {@link
   *     dev.etagere.client.error.UnexpectedAnswerException}
   */
  public CompletableFuture<Answered> call(Ask ask, Deadline deadline) {
    budget.deposit();
    return attempt(new Call(ask, deadline, 1, false));
  }

  /** Pauses between two requests of one call; not longer than until its deadline. */
  public CompletableFuture<Void> pause(Duration duration, Deadline deadline) {
    Duration left = deadline.remaining();
    return transport.pause(duration.compareTo(left) < 0 ? duration : left);
  }

  /** One call before its attempt of that number. */
  private record Call(Ask ask, Deadline deadline, int number, boolean doubt) {
    Call next(boolean mayBeDone) {
      return new Call(ask, deadline, number + 1, doubt || mayBeDone);
    }
  }

  private CompletableFuture<Answered> attempt(Call call) {
    Duration left = call.deadline().remaining();
    Duration timeout = left.compareTo(policy.attemptTimeout()) < 0 ? left : policy.attemptTimeout();
    if (timeout.isNegative() || timeout.isZero()) {
      Undecided unsent = new Undecided(false, false, null, "not sent any more", null, null);
      return giveUp(call, unsent, "The deadline is over.");
    }
    return redirects
        .send(call.ask(), timeout)
        .handle(this::judge)
        .thenCompose(verdict -> proceed(call, verdict));
  }

  private Verdict judge(@Nullable Answer answer, @Nullable Throwable failure) {
    if (answer == null) {
      return Judge.of(failure == null ? new IllegalStateException("no answer") : failure);
    }
    return Judge.of(answer, answer.status() == 503 ? failures.problem(answer) : null);
  }

  private CompletableFuture<Answered> proceed(Call call, Verdict verdict) {
    if (verdict instanceof Decided decided) {
      return CompletableFuture.completedFuture(new Answered(decided.answer(), call.doubt()));
    }
    Undecided undecided = (Undecided) verdict;
    Duration pause = pause(call, undecided);
    String obstacle = obstacle(call, undecided, pause);
    if (obstacle != null) {
      return giveUp(call, undecided, obstacle);
    }
    Call next = call.next(undecided.mayBeDone());
    return transport
        .pause(pause)
        .handle((done, interrupt) -> interrupt == null)
        .thenCompose(
            rested ->
                rested ? attempt(next) : giveUp(call, undecided, "The thread was interrupted."));
  }

  private Duration pause(Call call, Undecided undecided) {
    Duration random = policy.pause(call.number(), ThreadLocalRandom.current());
    Duration wanted = undecided.retryAfter();
    return wanted == null ? random : wanted.plus(random);
  }

  /** Why there is no further attempt, or null. The token comes last: it is spent by asking. */
  private @Nullable String obstacle(Call call, Undecided undecided, Duration pause) {
    if (!undecided.again()) {
      return "It is not tried again.";
    } else if (undecided.mayBeDone() && !call.ask().repeatable()) {
      return "It is not tried again, since a second arrival could make the change twice.";
    } else if (call.number() >= policy.maxAttempts()) {
      return "Given up after " + call.number() + " attempts.";
    } else if (call.deadline().isBefore(pause)) {
      return "Given up, since the deadline comes before the next attempt.";
    } else if (!budget.withdraw()) {
      return "Given up, since the budget for retries is empty.";
    }
    return null;
  }

  private CompletableFuture<Answered> giveUp(Call call, Undecided last, String why) {
    boolean doubt = call.doubt() || last.mayBeDone();
    return CompletableFuture.failedFuture(failures.givenUp(call.ask(), last, doubt, why));
  }
}
