package dev.etagere.server.http.describe.openapi;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.grant.Caller;
import dev.etagere.server.http.auth.Callers;
import dev.etagere.server.http.describe.Catalogue;
import dev.etagere.server.http.describe.Declared;
import dev.etagere.server.http.describe.openapi.Form.Written;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.problem.ProblemType;
import dev.etagere.server.http.request.RequestFields;
import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.precondition.EntityTags;
import dev.etagere.server.precondition.Preconditions;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;

/**
 * {@code /openapi.json} and {@code /openapi.yaml}: the description, of what the caller may see.
 * Accept is not regarded: the URL names the form, and tools ask for many media types.
 */
@Singleton
@Path("openapi.{form: json|yaml}")
public final class OpenApiEndpoint {
  private static final long HELD_BYTES = 4L << 20;

  private final Catalogue catalogue;
  private final JsonLimits limits;

  /** What was written for callers that see the same; they are few, since grants are. */
  private final Cache<Key, Written> written =
      CacheBuilder.newBuilder()
          .maximumWeight(HELD_BYTES)
          .concurrencyLevel(1) // Each level would have but a part of the weight.
          .<Key, Written>weigher((key, value) -> value.bytes().length)
          .build();

  /** All that a document depends on, besides the configuration. */
  private record Key(Form form, ImmutableMap<String, ImmutableList<String>> permissions) {}

  /**
   * Makes the endpoint.
   *
   * @param limits of what is taken as JSON
   */
  public OpenApiEndpoint(Catalogue catalogue, JsonLimits limits) {
    this.catalogue = catalogue;
    this.limits = limits;
  }

  /** The description. */
  @GET
  public Response describe(@Context ContainerRequestContext request) {
    RequestFields.checkQuery(request, Set.of());
    Preconditions preconditions = RequestFields.preconditions(request);
    Form form = request.getUriInfo().getPath().endsWith("json") ? Form.JSON : Form.YAML;
    Written document = document(form, Callers.of(request));
    if (preconditions.ifMatch() instanceof EntityTags.Listed listed
        && !listed.containStrongly(document.tag())) {
      throw new ProblemException(
          Problem.of(ProblemType.PRECONDITION_FAILED, "The description has changed since.")
              .with("reason", listed.containWeakTag() ? "weak-tag" : "stale")
              .with("currentETag", document.tag().toString()));
    }
    EntityTags known = preconditions.ifNoneMatch();
    boolean notModified =
        known instanceof EntityTags.Any
            || (known instanceof EntityTags.Listed listed && listed.containWeakly(document.tag()));
    Response.ResponseBuilder response =
        notModified
            ? Response.notModified()
            : Response.ok(document.bytes(), form.mediaType()).header("Accept-Ranges", "none");
    response.header(HttpHeaders.ETAG, document.tag().toString());
    return catalogue.authenticated()
        ? response
            .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
            .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
            .build()
        : response.build();
  }

  private Written document(Form form, Caller caller) {
    ImmutableList<Declared> visible = catalogue.visibleTo(caller);
    ImmutableMap.Builder<String, ImmutableList<String>> permissions = ImmutableMap.builder();
    visible.forEach(one -> permissions.put(one.name().value(), one.permissions(caller)));
    Key key = new Key(form, permissions.buildOrThrow());
    Written known = written.getIfPresent(key);
    if (known != null) {
      return known;
    }
    Written made = form.write(Document.of(visible, caller, catalogue.credentials(), limits));
    written.put(key, made);
    return made;
  }
}
