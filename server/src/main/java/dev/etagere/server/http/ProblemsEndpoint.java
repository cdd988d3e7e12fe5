package dev.etagere.server.http;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.problem.ProblemType;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** {@code /problems/{type}}: explains a problem type to whoever follows its URL. */
@Singleton
@Path("problems/{type}")
public final class ProblemsEndpoint {
  private static final ImmutableMap<String, ProblemType> TYPES =
      Maps.uniqueIndex(Arrays.asList(ProblemType.values()), ProblemType::slug);

  ProblemsEndpoint() {}

  /** The explanation, as text. */
  @GET
  public Response explain(@PathParam("type") String slug) {
    ProblemType type = TYPES.get(slug);
    if (type == null) {
      throw new ProblemException(
          Problem.of(ProblemType.NOT_FOUND, "There is no such problem type."));
    }
    String text = type.status() + " " + type.title() + "\n\n" + type.explanation() + "\n";
    return Response.ok(text.getBytes(StandardCharsets.UTF_8))
        .type(MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8"))
        .build();
  }
}
