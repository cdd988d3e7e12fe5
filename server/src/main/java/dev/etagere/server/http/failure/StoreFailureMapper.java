package dev.etagere.server.http.failure;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemResponses;
import dev.etagere.server.http.problem.ProblemType;
import dev.etagere.server.http.request.IdempotencyKeys;
import dev.etagere.server.store.DamagedResourceException;
import dev.etagere.server.store.StoreException;
import dev.etagere.server.store.StoreFullException;
import dev.etagere.server.store.StoreUnavailableException;
import dev.etagere.server.store.UnknownOutcomeException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database failed: the caller learns whether the change can have happened, the log learns why.
 */
public final class StoreFailureMapper implements ExceptionMapper<StoreException> {
  private static final Logger LOG = LoggerFactory.getLogger(StoreFailureMapper.class);
  private static final ImmutableMap<String, String> SOON =
      ImmutableMap.of(HttpHeaders.RETRY_AFTER, "1");

  private final ContainerRequestContext request;

  /** Made by JAX-RS, with a proxy of the current request. */
  public StoreFailureMapper(@Context ContainerRequestContext request) {
    this.request = request;
  }

  @Override
  public Response toResponse(StoreException e) {
    if (e instanceof StoreUnavailableException) {
      LOG.warn("The store is unavailable: {}", e.getMessage());
      return ProblemResponses.of(
          Problem.of(
              ProblemType.UNAVAILABLE,
              "The store cannot be reached or is too busy. Nothing was changed; try again."),
          SOON);
    } else if (e instanceof UnknownOutcomeException) {
      LOG.warn("The outcome of a write is unknown", e);
      return ProblemResponses.of(Problem.of(ProblemType.OUTCOME_UNKNOWN, unknown()), SOON);
    } else if (e instanceof StoreFullException) {
      LOG.error("The store is full", e);
      return ProblemResponses.of(
          Problem.of(
              ProblemType.INSUFFICIENT_STORAGE,
              "The store has no room for this change. Nothing was changed."));
    } else if (e instanceof DamagedResourceException) {
      LOG.error("What is stored is damaged", e);
      return ProblemResponses.of(
          Problem.of(
              ProblemType.STORED_DATA_DAMAGED,
              "What is stored is not what was written, and is not served. The server's operator"
                  + " finds the particulars in its log, by the request id."));
    }
    LOG.error("The store failed", e);
    return ProblemResponses.of(Unforeseen.PROBLEM);
  }

  /** Advice that doubles an effect would be worse than none: what a repeat does depends. */
  private String unknown() {
    boolean keyed = request.getHeaderString(IdempotencyKeys.FIELD) != null;
    if (!keyed && request.getMethod().equals("POST")) {
      return "The connection to the store broke while the resource was created: it may exist or"
          + " not. A repeat of this request makes another one, unless the collection has a natural"
          + " key; look into the collection first. With an Idempotency-Key, repeats are safe.";
    } else if (!keyed && "*".equals(request.getHeaderString(HttpHeaders.IF_MATCH))) {
      return "The connection to the store broke during the change: it may have happened or not. A"
          + " repeat of this request may take effect a second time, since it names no version; read"
          + " the resource first. With an Idempotency-Key or an entity tag, repeats are safe.";
    }
    return "The connection to the store broke during the change: it may have happened or not. Repeat"
        + " the same request; it cannot take effect twice.";
  }
}
