package dev.etagere.client.retry;

import dev.etagere.client.error.Problem;
import dev.etagere.client.http.Answer;
import dev.etagere.client.http.OversizedAnswerException;
import dev.etagere.client.retry.Verdict.Decided;
import dev.etagere.client.retry.Verdict.Undecided;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** The table of {@link RetryPolicy}. */
final class Judge {
  private Judge() {}

  /**
   * Judges an answer.
   *
   * @param problem its problem document, if it is one
   */
  static Verdict of(Answer answer, @Nullable Problem problem) {
    return switch (answer.status()) {
      case 408, 429 -> tryAgain(answer, false);
      case 500, 502, 504 -> tryAgain(answer, true);
      // A gateway answers 503 also when the connection to the server broke after the request; only
      // a problem document shows that the server itself refused.
      case 503 -> tryAgain(answer, problem == null || problem.isOfType("outcome-unknown"));
      default -> new Decided(answer);
    };
  }

  private static Undecided tryAgain(Answer answer, boolean mayBeDone) {
    return new Undecided(
        true,
        mayBeDone,
        answer
            .field("Retry-After")
            .flatMap(value -> RetryAfter.parse(value, Instant.now()))
            .orElse(null),
        "status " + answer.status(),
        answer,
        null);
  }

  /** Judges an attempt without a whole answer. */
  static Undecided of(Throwable thrown) {
    Throwable failure = thrown;
    while (failure instanceof CompletionException && failure.getCause() != null) {
      failure = failure.getCause();
    }
    boolean again =
        !(failure instanceof InterruptedException
            || failure instanceof OversizedAnswerException
            || isUntrusted(failure));
    return new Undecided(again, !isUnsent(failure), null, describe(failure), null, failure);
  }

  /** Whether the connection was never made, so that nothing was sent over it. */
  private static boolean isUnsent(Throwable failure) {
    return failure instanceof ConnectException
        || failure instanceof HttpConnectTimeoutException
        || failure instanceof UnknownHostException
        || failure instanceof UnresolvedAddressException
        || failure instanceof SSLHandshakeException;
  }

  private static boolean isUntrusted(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private static String describe(Throwable failure) {
    String message = failure.getMessage();
    if (failure instanceof ConnectException) {
      return "no connection";
    } else if (failure instanceof InterruptedException) {
      return "the thread was interrupted";
    }
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
