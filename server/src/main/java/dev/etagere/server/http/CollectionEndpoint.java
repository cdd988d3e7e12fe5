package dev.etagere.server.http;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.change.CreateRequest;
import dev.etagere.server.change.Outcome;
import dev.etagere.server.http.list.Lists;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.problem.ProblemType;
import dev.etagere.server.http.request.Bodies;
import dev.etagere.server.http.request.IdempotencyKeys;
import dev.etagere.server.http.request.Negotiation;
import dev.etagere.server.http.request.RequestFields;
import dev.etagere.server.http.request.Target;
import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.json.JsonObjects;
import dev.etagere.server.ledger.CallerKey;
import dev.etagere.server.precondition.EntityTags;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.Content;
import dev.etagere.server.service.ResourceService;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
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
import org.jspecify.annotations.Nullable;

/** {@code /v1/{collection}}: creates members and lists them. */
@Singleton
@Path("v1/{collection}")
public final class CollectionEndpoint {
  private static final ImmutableMap<String, String> POST_TYPES =
      ImmutableMap.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON);

  private final ResourceService service;
  private final JsonLimits limits;
  private final Outcomes outcomes;

  CollectionEndpoint(ResourceService service, JsonLimits limits) {
    this.service = service;
    this.limits = limits;
    this.outcomes = new Outcomes(service);
  }

  /** A page of the collection, or all of it. */
  @GET
  public Response list(@Context ContainerRequestContext request) {
    boolean lines = Negotiation.prefersLines(request);
    if (!lines) {
      Negotiation.checkAccept(request);
    }
    RequestFields.checkQuery(request, Lists.PARAMETERS);
    Target target = Target.of(request);
    Preconditions preconditions = RequestFields.preconditions(request);
    CollectionPolicy policy = service.policy(target.collection()).orElseThrow();
    Lists lists =
        new Lists(
            service.of(target.owner()), target, policy, request.getUriInfo().getQueryParameters());
    if (preconditions.ifMatch() instanceof EntityTags.Listed) {
      // A list has a weak tag at the most, which never matches strongly (RFC 9110 §13.1.1).
      return new OutcomeResponses(target, policy, false)
          .of(new Outcome.PreconditionFailed(Outcome.Reason.WEAK_TAG, null, false));
    }
    return lines ? lists.lines() : lists.page(preconditions);
  }

  /** Rows C1 to C8. */
  @POST
  @Produces(MediaType.APPLICATION_JSON) // Or JAX-RS looks for who writes a CompletionStage.
  public CompletionStage<Response> create(@Context ContainerRequestContext request) {
    Negotiation.checkAccept(request);
    RequestFields.checkQuery(request, Set.of());
    Target target = Target.of(request);
    String type =
        Negotiation.checkContentType(
            request, POST_TYPES, Map.entry(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON));
    Bodies.checkDeclaredSize(request, limits.maxBytes());
    CollectionPolicy policy = service.policy(target.collection()).orElseThrow();
    CallerKey key = key(request, policy);
    Preconditions preconditions = RequestFields.preconditions(request);
    checkPreconditions(preconditions);
    byte[] body = Bodies.read(request, limits.maxBytes());
    JsonObjects.check(body, limits);
    ResourceService own = service.of(target.owner());
    CreateRequest creation = new CreateRequest(preconditions, type, Content.wrap(body), key);
    return outcomes.answer(
        request,
        target,
        () -> own.create(target.collection(), creation),
        mayWait -> own.createAsync(target.collection(), creation, mayWait));
  }

  private static @Nullable CallerKey key(ContainerRequestContext request, CollectionPolicy policy) {
    CallerKey key = IdempotencyKeys.of(request);
    if (key == null && policy.keyRequired()) {
      throw IdempotencyKeys.missing();
    }
    return key;
  }

  /** What may be done here. */
  @OPTIONS
  public Response options(@Context ContainerRequestContext request) {
    RequestFields.checkQuery(request, Set.of());
    return Response.noContent()
        .header(HttpHeaders.ALLOW, "GET, HEAD, POST, OPTIONS")
        .header("Accept-Post", MediaType.APPLICATION_JSON)
        .build();
  }

  /** RFC 9110 §13.2.1: preconditions are about the collection here, which exists and has no tag. */
  private static void checkPreconditions(Preconditions preconditions) {
    if (preconditions.ifMatch() instanceof EntityTags.Listed) {
      throw refused(
          "stale", "If-Match is about the collection here, and a collection has no strong tag.");
    }
    if (preconditions.asksForAbsence()) {
      throw refused(
          "exists",
          "If-None-Match: * is about the collection here, and the collection exists. To create a"
              + " resource only where none is, PUT to its URL with If-None-Match: *.");
    }
  }

  private static ProblemException refused(String reason, String detail) {
    return new ProblemException(
        Problem.of(ProblemType.PRECONDITION_FAILED, detail).with("reason", reason));
  }
}
