package dev.etagere.server.http.request;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Ints;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.resource.ResourceId;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a collection is asked for.
 *
 * @param limit how many items at the most
 * @param after the last id of the page before, null for the first page
 */
public record PageRequest(int limit, @Nullable ResourceId after) {
  public static final Set<String> PARAMETERS = Set.of("limit", "after");
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1000;
  private static final BaseEncoding TOKEN = BaseEncoding.base64Url().omitPadding();

  public static PageRequest of(ContainerRequestContext request) {
    var query = request.getUriInfo().getQueryParameters();
    return new PageRequest(limit(query.getFirst("limit")), after(query.getFirst("after")));
  }

  /** The token that asks for the page behind an id. */
  public static String tokenFor(ResourceId last) {
    return TOKEN.encode(last.value().getBytes(StandardCharsets.US_ASCII));
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    Integer limit = Ints.tryParse(text);
    if (limit == null || limit < 1 || limit > MAX_LIMIT) {
      throw ProblemException.badRequest(
          "The query parameter 'limit' is a whole number from 1 to " + MAX_LIMIT + ".");
    }
    return limit;
  }

  private static @Nullable ResourceId after(@Nullable String token) {
    if (token == null) {
      return null;
    }
    try {
      // Not canonical is not ours: a token that was cut or changed must not name another page.
      ResourceId id = new ResourceId(new String(TOKEN.decode(token), StandardCharsets.US_ASCII));
      if (tokenFor(id).equals(token)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw ProblemException.badRequest(
        "The query parameter 'after' is no page token: take it from 'next' of the page before.");
  }
}
