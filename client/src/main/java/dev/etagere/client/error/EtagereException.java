package dev.etagere.client.error;

import dev.etagere.client.key.IdempotencyKey;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call had no result. The family is closed: a {@code catch} of this type with an {@code
 * instanceof} for each kind is complete. Each says which request it was, and what the server said.
 */
public abstract sealed class EtagereException extends RuntimeException
    permits ConflictException,
        GoneException,
        InvalidRequestException,
        KeyReuseException,
        NotFoundException,
        OutcomeUnknownException,
        PreconditionRequiredException,
        RefusedException,
        UnavailableException,
        UnexpectedAnswerException {
  private static final long serialVersionUID = 1L;

  private final transient Request request;

  /**
   * Which request failed, and what came back.
   *
   * @param method the HTTP method
   * @param uri what was asked for
   * @param status the status of the last answer, 0 if none came
   * @param requestId what the server calls the request, or what the client called it
   * @param key the idempotency key it was sent with
   * @param problem the problem document of the last answer
   */
  public record Request(
      String method,
      URI uri,
      int status,
      @Nullable String requestId,
      @Nullable IdempotencyKey key,
      @Nullable Problem problem) {
    private String describe(String message) {
      String said = problem == null || problem.toString().isEmpty() ? "" : " (" + problem + ")";
      String id = requestId == null ? "" : " [request " + requestId + "]";
      return method + " " + uri + ": " + message + said + id;
    }
  }

  EtagereException(String message, Request request, @Nullable Throwable cause) {
    super(request.describe(message), cause);
    this.request = request;
  }

  /** The method of the request. */
  public String method() {
    return request.method();
  }

  /** What was asked for. */
  public URI uri() {
    return request.uri();
  }

  /** The status of the last answer, 0 if none came. */
  public int status() {
    return request.status();
  }

  /** The id of the request, as in the server's log. */
  public Optional<String> requestId() {
    return Optional.ofNullable(request.requestId());
  }

  /** The idempotency key of the request; a request that changes nothing has none. */
  public Optional<IdempotencyKey> key() {
    return Optional.ofNullable(request.key());
  }

  /** The problem document, if the server sent one. */
  public Optional<Problem> problem() {
    return Optional.ofNullable(request.problem());
  }
}
