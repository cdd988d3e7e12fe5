package dev.etagere.server.http.request;

import com.google.common.collect.ImmutableSet;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.problem.ProblemType;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.function.Predicate;
import org.glassfish.jersey.uri.UriComponent;

/**
 * Reads the raw request target before JAX-RS matches it. Matching would forgive a trailing slash
 * and drop path parameters, and then two URLs would name one resource.
 */
@PreMatching
@Priority(Priorities.USER - 1000)
public final class TargetFilter implements ContainerRequestFilter {
  private static final ImmutableSet<String> DESCRIPTIONS =
      ImmutableSet.of("v1", "openapi.json", "openapi.yaml", "docs");

  private final Predicate<CollectionName> declared;

  /**
   * Makes the filter.
   *
   * @param declared whether a collection is declared
   */
  public TargetFilter(Predicate<CollectionName> declared) {
    this.declared = declared;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath(false);
    String[] segments = (path.startsWith("/") ? path.substring(1) : path).split("/", -1);
    if (tellsOfTheServer(segments)) {
      return;
    }
    if (segments.length < 2 || segments.length > 3 || !segments[0].equals("v1")) {
      throw notFound("There is nothing at this URL. Resources are at /v1/{collection}/{id}.");
    }
    CollectionName collection = collection(segments[1]);
    if (segments.length == 2) {
      new Target(collection, null).putInto(request);
    } else if (segments[2].isEmpty()) {
      throw notFound("The URL of a collection does not end with a slash.");
    } else {
      new Target(collection, id(segments[2])).putInto(request);
    }
  }

  /** Whether a path is about no collection: the list of them, a description, a problem type. */
  private static boolean tellsOfTheServer(String[] segments) {
    return segments.length == 1
        ? DESCRIPTIONS.contains(segments[0])
        : segments.length == 2 && (segments[0].equals("problems") || isViewer(segments));
  }

  private static boolean isViewer(String[] segments) {
    return segments[0].equals("docs") && !segments[1].isEmpty();
  }

  private CollectionName collection(String segment) {
    return CollectionName.parse(decode(segment))
        .filter(declared)
        .orElseThrow(() -> notFound("There is no such collection on this server."));
  }

  private static ResourceId id(String segment) {
    return ResourceId.parse(decode(segment))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        ProblemType.BAD_REQUEST,
                        "The last segment of the URL is no id: it has 1 to "
                            + ResourceId.MAX_LENGTH
                            + " of the characters A-Z a-z 0-9 . _ ~ - : @ + = , and is not . or"
                            + " ..")));
  }

  /** Decodes once, and only once. What is no UTF-8 becomes a character that no name may have. */
  private static String decode(String segment) {
    try {
      return UriComponent.decode(segment, UriComponent.Type.PATH_SEGMENT);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.of(
              ProblemType.BAD_REQUEST,
              "The URL has a % that is not followed by two hexadecimal digits."));
    }
  }

  private static ProblemException notFound(String detail) {
    return new ProblemException(Problem.of(ProblemType.NOT_FOUND, detail));
  }
}
