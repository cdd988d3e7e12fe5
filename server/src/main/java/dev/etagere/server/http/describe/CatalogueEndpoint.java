package dev.etagere.server.http.describe;

import com.google.common.collect.Maps;
import dev.etagere.server.grant.Caller;
import dev.etagere.server.http.auth.Callers;
import dev.etagere.server.http.request.Negotiation;
import dev.etagere.server.http.request.RequestFields;
import dev.etagere.server.resource.CollectionPolicy;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code /v1}: the collections that the caller may see, with their policies. */
@Singleton
@Path("v1")
public final class CatalogueEndpoint {
  private final Catalogue catalogue;

  /** Makes the endpoint. */
  public CatalogueEndpoint(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The collections. */
  @GET
  public Response list(@Context ContainerRequestContext request) {
    Negotiation.checkAccept(request);
    RequestFields.checkQuery(request, Set.of());
    Caller caller = Callers.of(request);
    Map<String, Object> answer =
        Tree.object(
            "collections",
            catalogue.visibleTo(caller).stream().map(one -> describe(one, caller)).toList());
    Response.ResponseBuilder response =
        Response.ok(Tree.json(answer), MediaType.APPLICATION_JSON_TYPE);
    return catalogue.authenticated()
        ? response.header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION).build()
        : response.build();
  }

  /** What may be done here. */
  @OPTIONS
  public Response options(@Context ContainerRequestContext request) {
    RequestFields.checkQuery(request, Set.of());
    return Response.noContent().header(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS").build();
  }

  private static Map<String, Object> describe(Declared collection, Caller caller) {
    return Tree.object(
        "name", collection.name().value(),
        "href", collection.path(),
        "permissions", collection.permissions(caller),
        "ownResourcesOnly", collection.grants().ownerOf(caller).isPresent(),
        "policy", policy(collection.policy()));
  }

  /** In the words of the configuration; times as ISO 8601 has them. */
  private static Map<String, Object> policy(CollectionPolicy policy) {
    return Tree.object(
        "cacheControl",
        policy.cacheControl(),
        "tombstoneRetention",
        policy.tombstoneRetention().toString(),
        "replay",
        policy.replay().name().toLowerCase(Locale.ROOT),
        "ifMatchAny",
        policy.ifMatchAny(),
        "idempotencyKey",
        policy.keyRequired() ? "required" : "optional",
        "naturalKey",
        policy.naturalKey(),
        "generated",
        Maps.transformValues(policy.generated(), kind -> kind.name().toLowerCase(Locale.ROOT)));
  }
}
