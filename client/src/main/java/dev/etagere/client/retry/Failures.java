package dev.etagere.client.retry;

import dev.etagere.client.error.ConflictException;
import dev.etagere.client.error.EtagereException;
import dev.etagere.client.error.EtagereException.Request;
import dev.etagere.client.error.GoneException;
import dev.etagere.client.error.InvalidRequestException;
import dev.etagere.client.error.KeyReuseException;
import dev.etagere.client.error.NotFoundException;
import dev.etagere.client.error.OutcomeUnknownException;
import dev.etagere.client.error.PreconditionRequiredException;
import dev.etagere.client.error.Problem;
import dev.etagere.client.error.RefusedException;
import dev.etagere.client.error.UnavailableException;
import dev.etagere.client.error.UnexpectedAnswerException;
import dev.etagere.client.http.Answer;
import dev.etagere.client.http.Ask;
import dev.etagere.client.http.OversizedAnswerException;
import dev.etagere.client.http.Redirects;
import dev.etagere.client.json.Json;
import dev.etagere.client.retry.Verdict.Undecided;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses the exception. */
public final class Failures {
  /** The field that carries the id of a request, in both directions. */
  public static final String REQUEST_ID = "X-Request-Id";

  /** What a server answers only after it has looked for the key among those it remembers. */
  private static final Set<Integer> AFTER_THE_KEY = Set.of(404, 410, 412, 422);

  private final Json json;
  private final boolean keysHonoured;

  /**
   * Makes the exceptions.
   *
   * @param keysHonoured whether the server recognises a repeated request by its key
   */
  public Failures(Json json, boolean keysHonoured) {
    this.json = json;
    this.keysHonoured = keysHonoured;
  }

  /** For a decision of the server that is not what was asked for. */
  public EtagereException refused(Ask ask, Answered answered) {
    EtagereException failure = byStatus(ask, answered.answer());
    if (answered.afterDoubt() && !isProof(failure)) {
      return new OutcomeUnknownException(
          "An attempt broke off, and the next was answered with status "
              + failure.status()
              + ", which does not tell what became of the first.",
          request(ask, answered.answer()),
          failure);
    }
    return failure;
  }

  /** For an answer that cannot be understood. */
  public UnexpectedAnswerException unexpected(
      Ask ask, Answer answer, String message, @Nullable Throwable cause) {
    return new UnexpectedAnswerException(message, request(ask, answer), cause);
  }

  /**
   * For a call that is given up.
   *
   * @param doubt whether one of its attempts may have made the change
   */
  EtagereException givenUp(Ask ask, Undecided last, boolean doubt, String why) {
    Request request = request(ask, last.answer());
    if (last.cause() instanceof OversizedAnswerException oversized) {
      return new UnexpectedAnswerException(
          oversized.advice(), request(ask, oversized.status()), oversized);
    }
    String message = why + " The last attempt: " + last.reason() + ".";
    return doubt && !ask.isSafe()
        ? new OutcomeUnknownException(message, request, last.cause())
        : new UnavailableException(message, request, last.cause());
  }

  @Nullable Problem problem(Answer answer) {
    return answer.isProblem() ? Problem.of(json.readOrMissing(answer.body())) : null;
  }

  private EtagereException byStatus(Ask ask, Answer answer) {
    Request request = request(ask, answer);
    int status = answer.status();
    return switch (status) {
      case 404 -> new NotFoundException(request);
      case 410 -> new GoneException(request);
      case 412 -> new ConflictException(request, currentETag(answer, request.problem()));
      case 428 -> new PreconditionRequiredException(request);
      case 400, 413, 414, 415, 431 -> new InvalidRequestException(request);
      case 422 ->
          isKeyReuse(request.problem())
              ? new KeyReuseException(request)
              : new InvalidRequestException(request);
      default ->
          status >= 400 && status < 500
              ? new RefusedException(request)
              : new UnexpectedAnswerException(explain(status), request, null);
    };
  }

  private static String explain(int status) {
    return status >= 300 && status < 400 ? Redirects.RULE : "That is no answer to this request.";
  }

  private boolean isProof(EtagereException failure) {
    return keysHonoured
        && AFTER_THE_KEY.contains(failure.status())
        && failure.problem().filter(Failures::mayHaveForgottenTheKey).isEmpty();
  }

  /** A server that looked for a key which it may have had once cannot tell a repeat. */
  private static boolean mayHaveForgottenTheKey(Problem problem) {
    return problem.members().path("keyMayBeForgotten").asBoolean();
  }

  private static boolean isKeyReuse(@Nullable Problem problem) {
    return problem != null && problem.isOfType("key-reused");
  }

  private static @Nullable String currentETag(Answer answer, @Nullable Problem problem) {
    return answer
        .field("ETag")
        .orElse(problem == null ? null : problem.members().path("currentETag").textValue());
  }

  private Request request(Ask ask, @Nullable Answer answer) {
    return answer == null
        ? request(ask, 0)
        : new Request(
            ask.method(),
            answer.uri(),
            answer.status(),
            answer.field(REQUEST_ID).orElse(ask.fields().get(REQUEST_ID)),
            ask.key(),
            problem(answer));
  }

  private static Request request(Ask ask, int status) {
    return new Request(
        ask.method(), ask.uri(), status, ask.fields().get(REQUEST_ID), ask.key(), null);
  }
}
