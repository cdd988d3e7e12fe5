package dev.etagere.server.http;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.change.ChangeRequest;
import dev.etagere.server.change.Outcome.Requirement;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.request.Bodies;
import dev.etagere.server.http.request.IdempotencyKeys;
import dev.etagere.server.http.request.Negotiation;
import dev.etagere.server.http.request.RequestFields;
import dev.etagere.server.http.request.Target;
import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.json.JsonObjects;
import dev.etagere.server.ledger.CallerKey;
import dev.etagere.server.patch.JsonPatch;
import dev.etagere.server.patch.MergePatch;
import dev.etagere.server.patch.Patch;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.resource.Content;
import dev.etagere.server.service.ResourceService;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** {@code /v1/{collection}/{id}}: turns a request into values, and an outcome into a response. */
@Singleton
@Path("v1/{collection}/{id}")
public final class ResourceEndpoint {
  private static final String ALLOW = "GET, HEAD, PUT, PATCH, DELETE, OPTIONS";
  private static final Map.Entry<String, String> ACCEPT_JSON =
      Map.entry(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);

  private static final ImmutableMap<String, String> PUT_TYPES =
      ImmutableMap.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON);

  /** A kind of patch document: its media type, and how it is read. */
  private record PatchKind(
      String mediaType, BiFunction<byte[], JsonLimits, ? extends Patch> parser) {}

  private static final ImmutableMap<String, PatchKind> PATCH_TYPES =
      ImmutableMap.of(
          MergePatch.MEDIA_TYPE, new PatchKind(MergePatch.MEDIA_TYPE, MergePatch::parse),
          JsonPatch.MEDIA_TYPE, new PatchKind(JsonPatch.MEDIA_TYPE, JsonPatch::parse));

  private final ResourceService service;
  private final JsonLimits limits;
  private final Outcomes outcomes;

  ResourceEndpoint(ResourceService service, JsonLimits limits) {
    this.service = service;
    this.limits = limits;
    this.outcomes = new Outcomes(service);
  }

  /** Rows G1 to G8; HEAD too. */
  @GET
  public Response get(@Context ContainerRequestContext request) {
    Target target = begin(request);
    Preconditions preconditions = RequestFields.preconditions(request);
    return outcomes.answer(
        request,
        target,
        service.of(target.owner()).read(target.collection(), target.resource(), preconditions));
  }

  /** Rows P1 to P16. */
  @PUT
  @Produces(MediaType.APPLICATION_JSON) // Or JAX-RS looks for who writes a CompletionStage.
  public CompletionStage<Response> put(@Context ContainerRequestContext request) {
    Target target = begin(request);
    String type = Negotiation.checkContentType(request, PUT_TYPES, ACCEPT_JSON);
    refusePartialPut(request);
    Bodies.checkDeclaredSize(request, limits.maxBytes());
    CallerKey key = IdempotencyKeys.of(request);
    Preconditions preconditions = preconditions(request, Requirement.IF_MATCH_OR_ABSENCE);
    byte[] body = Bodies.read(request, limits.maxBytes());
    JsonObjects.check(body, limits);
    return change(request, target, ChangeRequest.put(preconditions, type, Content.wrap(body), key));
  }

  /** Rows A1 to A7. */
  @PATCH
  @Produces(MediaType.APPLICATION_JSON) // Or JAX-RS looks for who writes a CompletionStage.
  public CompletionStage<Response> patch(@Context ContainerRequestContext request) {
    Target target = begin(request);
    PatchKind kind =
        Negotiation.checkContentType(
            request, PATCH_TYPES, Map.entry("Accept-Patch", Negotiation.ACCEPT_PATCH));
    Bodies.checkDeclaredSize(request, limits.maxBytes());
    CallerKey key = IdempotencyKeys.of(request);
    Preconditions preconditions = preconditions(request, Requirement.IF_MATCH);
    byte[] body = Bodies.read(request, limits.maxBytes());
    Patch patch = kind.parser().apply(body, limits);
    return change(
        request,
        target,
        ChangeRequest.patch(preconditions, kind.mediaType(), body, patch, limits, key));
  }

  /** Rows D1 to D6. */
  @DELETE
  @Produces(MediaType.APPLICATION_JSON) // Or JAX-RS looks for who writes a CompletionStage.
  public CompletionStage<Response> delete(@Context ContainerRequestContext request) {
    Target target = begin(request);
    CallerKey key = IdempotencyKeys.of(request);
    Preconditions preconditions = preconditions(request, Requirement.IF_MATCH);
    return change(request, target, ChangeRequest.delete(preconditions, key));
  }

  /** What may be done here. */
  @OPTIONS
  public Response options(@Context ContainerRequestContext request) {
    RequestFields.checkQuery(request, Set.of());
    return Response.noContent()
        .header(HttpHeaders.ALLOW, ALLOW)
        .header("Accept-Patch", Negotiation.ACCEPT_PATCH)
        .build();
  }

  private static Target begin(ContainerRequestContext request) {
    Negotiation.checkAccept(request);
    RequestFields.checkQuery(request, Set.of());
    return Target.of(request);
  }

  /** Refuses before the content is looked at what says nothing at all (step 3 of the contract). */
  private static Preconditions preconditions(
      ContainerRequestContext request, Requirement requirement) {
    Preconditions preconditions = RequestFields.preconditions(request);
    if (preconditions.saysNothingAboutWrites()) {
      throw new ProblemException(Refusals.required(requirement));
    }
    return preconditions;
  }

  /** RFC 9110 §14.5: a part must not be stored as the whole. */
  private static void refusePartialPut(ContainerRequestContext request) {
    if (request.getHeaders().containsKey("Content-Range")) {
      throw ProblemException.badRequest(
          "A PUT with Content-Range is refused: it would replace the whole by a part. Send the"
              + " whole content, or a PATCH.");
    }
  }

  private CompletionStage<Response> change(
      ContainerRequestContext request, Target target, ChangeRequest change) {
    ResourceService own = service.of(target.owner());
    return outcomes.answer(
        request,
        target,
        () -> own.change(target.collection(), target.resource(), change),
        mayWait -> own.changeAsync(target.collection(), target.resource(), change, mayWait));
  }
}
