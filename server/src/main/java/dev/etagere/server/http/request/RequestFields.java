package dev.etagere.server.http.request;

import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.problem.ProblemType;
import dev.etagere.server.precondition.Preconditions;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.glassfish.jersey.uri.UriComponent;
import org.jspecify.annotations.Nullable;

/** Reads the fields and the query of a request into values; what cannot be read is refused. */
public final class RequestFields {
  private static final RuntimeDelegate.HeaderDelegate<Date> DATES =
      RuntimeDelegate.getInstance().createHeaderDelegate(Date.class);

  private RequestFields() {}

  /** The preconditions of a request. */
  public static Preconditions preconditions(ContainerRequestContext request) {
    return Preconditions.parse(
        lines(request, HttpHeaders.IF_MATCH),
        lines(request, HttpHeaders.IF_NONE_MATCH),
        date(request, HttpHeaders.IF_MODIFIED_SINCE),
        date(request, HttpHeaders.IF_UNMODIFIED_SINCE));
  }

  /**
   * Refuses a query with a parameter that this URL does not have: to ignore it would answer another
   * question than was asked.
   */
  public static void checkQuery(ContainerRequestContext request, Set<String> known) {
    String query = request.getUriInfo().getRequestUri().getRawQuery();
    if (query == null || query.isEmpty()) {
      return;
    }
    for (var parameter : UriComponent.decodeQuery(query, true).entrySet()) {
      if (!known.contains(parameter.getKey())) {
        throw new ProblemException(
            Problem.of(
                ProblemType.BAD_REQUEST,
                "The query parameter '"
                    + parameter.getKey()
                    + "' is not known here; known: "
                    + (known.isEmpty() ? "none" : String.join(", ", known))
                    + "."));
      } else if (parameter.getValue().size() > 1) {
        throw new ProblemException(
            Problem.of(
                ProblemType.BAD_REQUEST,
                "The query parameter '" + parameter.getKey() + "' is given more than once."));
      }
    }
  }

  private static List<String> lines(ContainerRequestContext request, String name) {
    List<String> lines = request.getHeaders().get(name);
    return lines == null ? List.of() : lines;
  }

  /** The date of a field in any form of RFC 9110 §5.6.7; an invalid one is ignored (§13.1.3). */
  private static @Nullable Instant date(ContainerRequestContext request, String name) {
    List<String> lines = lines(request, name);
    if (lines.size() != 1) {
      return null;
    }
    try {
      Date date = DATES.fromString(lines.get(0));
      return date == null ? null : date.toInstant();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
