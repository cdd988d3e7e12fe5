package dev.etagere.server.http.describe.viewer;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.problem.ProblemType;
import dev.etagere.server.http.request.RequestFields;
import dev.etagere.server.precondition.EntityTags;
import dev.etagere.server.precondition.Preconditions;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Set;

/**
 * {@code /docs}: a page that shows the description, and the files it needs. It holds no data, so
 * everybody may have it; what it shows, it asks for with the credential that its user gives it.
 */
@Singleton
@Path("docs")
public final class ViewerEndpoint {
  private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("utf-8");
  private static final MediaType TEXT = MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8");
  private static final MediaType CSS = new MediaType("text", "css", "utf-8");
  private static final MediaType SCRIPT = new MediaType("text", "javascript", "utf-8");

  /**
   * Nothing from elsewhere, and no script in the page itself. The viewer sets styles in its markup
   * and shows images that are in its style sheet.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
          + " 'none'";

  private static final String PAGE = "page.html";

  /** All that there is: a name is looked up here, and never becomes a path. */
  private final ImmutableMap<String, Asset> assets =
      ImmutableMap.of(
          PAGE,
          Asset.own(HTML, PAGE),
          "page.css",
          Asset.own(CSS, "page.css"),
          "page.js",
          Asset.own(SCRIPT, "page.js"),
          "swagger-ui.css",
          Asset.ofViewer(CSS, "swagger-ui.css"),
          "swagger-ui-bundle.js",
          Asset.ofViewer(SCRIPT, "swagger-ui-bundle.js"),
          "swagger-ui-bundle.js.LICENSE.txt",
          Asset.ofViewer(TEXT, "swagger-ui-bundle.js.LICENSE.txt"));

  /** The page. */
  @GET
  public Response page(@Context ContainerRequestContext request) {
    return answer(PAGE, request);
  }

  /** A file that it needs. */
  @GET
  @Path("{name}")
  public Response file(@PathParam("name") String name, @Context ContainerRequestContext request) {
    return answer(name, request);
  }

  private Response answer(String name, ContainerRequestContext request) {
    RequestFields.checkQuery(request, Set.of());
    Preconditions preconditions = RequestFields.preconditions(request);
    Asset asset = assets.get(name);
    if (asset == null) {
      throw new ProblemException(
          Problem.of(ProblemType.NOT_FOUND, "There is nothing at this URL. The page is /docs."));
    }
    EntityTags known = preconditions.ifNoneMatch();
    boolean notModified =
        known instanceof EntityTags.Any
            || (known instanceof EntityTags.Listed listed && listed.containWeakly(asset.tag()));
    StreamingOutput content = out -> asset.content().copyTo(out);
    return (notModified ? Response.notModified() : Response.ok(content, asset.mediaType()))
        .header(HttpHeaders.ETAG, asset.tag().toString())
        .header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer")
        .build();
  }
}
