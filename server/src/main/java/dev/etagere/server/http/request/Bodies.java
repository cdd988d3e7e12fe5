package dev.etagere.server.http.request;

import com.google.common.io.ByteStreams;
import dev.etagere.server.http.grizzly.exchange.RequestProperties;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads a request's content as far as the limit allows. */
public final class Bodies {
  private Bodies() {}

  /** Refuses with 413 what declares itself larger than the limit, before anything is read. */
  public static void checkDeclaredSize(ContainerRequestContext request, int limit) {
    String declared = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    if (declared != null && (declared.length() > 18 || Long.parseLong(declared) > limit)) {
      throw tooLarge(limit);
    }
  }

  /** Reads the content, or refuses with 413 what is larger than the limit. */
  public static byte[] read(ContainerRequestContext request, int limit) {
    checkDeclaredSize(request, limit);
    try {
      byte[] bytes =
          request.getProperty(RequestProperties.CONTENT) instanceof byte[] content
              ? content
              : ByteStreams.toByteArray(ByteStreams.limit(request.getEntityStream(), limit + 1L));
      if (bytes.length > limit) {
        throw tooLarge(limit);
      }
      return bytes;
    } catch (IOException e) {
      // Nobody is left to be told; the container closes the connection.
      throw new UncheckedIOException("the request's content broke off", e);
    }
  }

  private static ProblemException tooLarge(int limit) {
    return new ProblemException(
        Problem.of(
                ProblemType.CONTENT_TOO_LARGE,
                "The content is larger than the " + limit + " bytes that this server takes.")
            .with("limit", limit));
  }
}
