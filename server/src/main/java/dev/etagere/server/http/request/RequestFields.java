package dev.etagere.server.http.request;

import com.google.common.base.Splitter;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.precondition.Preconditions;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.glassfish.jersey.uri.UriComponent;
import org.jspecify.annotations.Nullable;

/** Reads the fields and the query of a request into values; what cannot be read is refused. */
public final class RequestFields {
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
    Set<String> seen = new HashSet<>();
    for (String parameter : Splitter.on('&').omitEmptyStrings().split(query)) {
      String name = name(parameter);
      if (!known.contains(name)) {
        throw ProblemException.badRequest(
            "The query parameter '"
                + name
                + "' is not known here; known: "
                + (known.isEmpty() ? "none" : String.join(", ", known))
                + ".");
      } else if (!seen.add(name)) {
        throw ProblemException.badRequest(
            "The query parameter '" + name + "' is given more than once.");
      }
    }
  }

  private static String name(String parameter) {
    int equals = parameter.indexOf('=');
    try {
      return UriComponent.decode(
          equals < 0 ? parameter : parameter.substring(0, equals), UriComponent.Type.QUERY_PARAM);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(
          "The query has a % that is not followed by two hexadecimal digits.");
    }
  }

  private static List<String> lines(ContainerRequestContext request, String name) {
    List<String> lines = request.getHeaders().get(name);
    return lines == null ? List.of() : lines;
  }

  /** The date of a field in any form of RFC 9110 §5.6.7; an invalid one is ignored (§13.1.3). */
  private static @Nullable Instant date(ContainerRequestContext request, String name) {
    List<String> lines = lines(request, name);
    return lines.size() == 1 ? HttpDates.parse(lines.get(0)).orElse(null) : null;
  }
}
