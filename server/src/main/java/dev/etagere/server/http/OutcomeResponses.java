package dev.etagere.server.http;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.change.Outcome;
import dev.etagere.server.change.Outcome.PreconditionFailed;
import dev.etagere.server.change.Outcome.Requirement;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemResponses;
import dev.etagere.server.http.problem.ProblemType;
import dev.etagere.server.http.request.HttpDates;
import dev.etagere.server.http.request.Target;
import dev.etagere.server.precondition.EntityTag;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.resource.Version;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Locale;

/**
 * The one place where an outcome becomes a response.
 *
 * @param target what the request was about
 * @param policy the policy of its collection
 * @param wantsRepresentation whether the caller prefers the content in the answer to a change
 */
record OutcomeResponses(Target target, CollectionPolicy policy, boolean wantsRepresentation) {
  private static final String REPLAYED = "Idempotent-Replayed";
  private static final String EXAMPLE_TAG = "\"3-00f1e2d3c4b5a697\"";

  Response of(Outcome outcome) {
    if (outcome instanceof Outcome.Found found) {
      return found(found.resource());
    } else if (outcome instanceof Outcome.NotModified notModified) {
      return notModified(notModified.resource());
    } else if (outcome instanceof Outcome.Created created) {
      return created(created.resource());
    } else if (outcome instanceof Outcome.Replaced replaced) {
      return changed(replaced.version(), replaced.modifiedAt(), replaced.content()).build();
    } else if (outcome instanceof Outcome.Unchanged unchanged) {
      return changed(unchanged.resource()).build();
    } else if (outcome instanceof Outcome.AppliedBefore before) {
      return changed(before.resource()).header(REPLAYED, "true").build();
    } else if (outcome instanceof Outcome.Deleted) {
      return Response.noContent().build();
    } else if (outcome instanceof Outcome.DeletedBefore) {
      return Response.noContent().header(REPLAYED, "true").build();
    }
    return refused(outcome);
  }

  private static Response refused(Outcome outcome) {
    if (outcome instanceof PreconditionFailed failed) {
      return ProblemResponses.of(problem(failed), fields(failed));
    } else if (outcome instanceof Outcome.PreconditionRequired required) {
      return ProblemResponses.of(required(required.requirement()));
    } else if (outcome instanceof Outcome.Gone gone) {
      return ProblemResponses.of(
          Problem.of(ProblemType.GONE, "The resource was deleted.")
              .with("deletedAt", gone.deletedAt().toString()));
    } else if (outcome instanceof Outcome.PatchTestFailed failed) {
      return ProblemResponses.of(
          Problem.of(ProblemType.PATCH_TEST_FAILED, failed.message()).with("path", failed.path()));
    } else if (outcome instanceof Outcome.PatchNotApplicable patch) {
      return ProblemResponses.of(problem(patch));
    }
    return ProblemResponses.of(
        Problem.of(ProblemType.NOT_FOUND, "There is no resource with this id."));
  }

  private Response found(Live resource) {
    return Response.ok(resource.content().bytes(), MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.ETAG, EntityTag.of(resource.version()).toString())
        .header(HttpHeaders.LAST_MODIFIED, HttpDates.format(resource.modifiedAt()))
        .header(HttpHeaders.CACHE_CONTROL, policy.cacheControl())
        .header("Accept-Ranges", "none")
        .build();
  }

  /** RFC 9110 §15.4.5: what the 200 would say about caching, and nothing else. */
  private Response notModified(Live resource) {
    return Response.notModified()
        .header(HttpHeaders.ETAG, EntityTag.of(resource.version()).toString())
        .header(HttpHeaders.CACHE_CONTROL, policy.cacheControl())
        .build();
  }

  private Response created(Live resource) {
    String location = target.pathOf(resource.id());
    Response.ResponseBuilder response =
        Response.status(Response.Status.CREATED)
            .header(HttpHeaders.LOCATION, location)
            .header(HttpHeaders.ETAG, EntityTag.of(resource.version()).toString())
            .header(HttpHeaders.LAST_MODIFIED, HttpDates.format(resource.modifiedAt()));
    return withContent(response, location, resource.content()).build();
  }

  private Response.ResponseBuilder changed(Live resource) {
    return changed(resource.version(), resource.modifiedAt(), resource.content());
  }

  private Response.ResponseBuilder changed(Version version, Instant modifiedAt, Content content) {
    Response.ResponseBuilder response =
        (wantsRepresentation ? Response.ok() : Response.noContent())
            .header(HttpHeaders.ETAG, EntityTag.of(version).toString())
            .header(HttpHeaders.LAST_MODIFIED, HttpDates.format(modifiedAt));
    return withContent(response, target.pathOf(target.resource()), content);
  }

  /** RFC 7240 §4.2: Content-Location says whose representation this is. */
  private Response.ResponseBuilder withContent(
      Response.ResponseBuilder response, String location, Content content) {
    if (!wantsRepresentation) {
      return response;
    }
    return response
        .entity(content.bytes())
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CONTENT_LOCATION, location)
        .header("Preference-Applied", "return=representation");
  }

  private static Problem problem(PreconditionFailed failed) {
    String reason = failed.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    Problem problem =
        Problem.of(ProblemType.PRECONDITION_FAILED, explain(failed)).with("reason", reason);
    Live current = failed.current();
    if (current == null) {
      return problem;
    }
    problem =
        problem
            .with("currentETag", EntityTag.of(current.version()).toString())
            .with("lastModified", HttpDates.format(current.modifiedAt()));
    return failed.alreadyApplied() ? problem.with("alreadyApplied", true) : problem;
  }

  private static String explain(PreconditionFailed failed) {
    return switch (failed.reason()) {
      case STALE ->
          failed.alreadyApplied()
              ? "The current version was made by this very request: it seems to be a repeat of one"
                  + " that was applied. Nothing was changed."
              : "The resource has changed since the version that the request names. Read it again,"
                  + " and decide anew.";
      case EXISTS ->
          "The resource exists, and the request is for the case that it does not. To change it, send"
              + " If-Match with its entity tag.";
      case ABSENT ->
          "The resource does not exist, and the request is for the case that it does. To create it,"
              + " send If-None-Match: *.";
      case WEAK_TAG ->
          "If-Match compares strongly, and a weak entity tag (W/…) never matches (RFC 9110"
              + " §13.1.1). Send the strong tag that GET answers.";
    };
  }

  private static ImmutableMap<String, String> fields(PreconditionFailed failed) {
    Live current = failed.current();
    return current == null
        ? ImmutableMap.of()
        : ImmutableMap.of(HttpHeaders.ETAG, EntityTag.of(current.version()).toString());
  }

  /** The answer to a request that does not say what it saw (RFC 6585 §3). */
  static Problem required(Requirement requirement) {
    ImmutableMap<String, String> ifMatch =
        ImmutableMap.of("header", "If-Match", "example", EXAMPLE_TAG);
    ImmutableMap<String, String> absence =
        ImmutableMap.of("header", "If-None-Match", "example", "*");
    return switch (requirement) {
      case IF_MATCH_OR_ABSENCE ->
          Problem.of(
                  ProblemType.PRECONDITION_REQUIRED,
                  "Say which version this is to replace: If-Match with the entity tag that GET"
                      + " answers; or, to create the resource, If-None-Match: *.")
              .with("required", ImmutableList.of(ifMatch, absence));
      case IF_MATCH ->
          Problem.of(
                  ProblemType.PRECONDITION_REQUIRED,
                  "Say which version this is about: If-Match with the entity tag that GET answers.")
              .with("required", ImmutableList.of(ifMatch));
      case IF_MATCH_WITH_TAG ->
          Problem.of(
                  ProblemType.PRECONDITION_REQUIRED,
                  "This collection does not accept If-Match: *. Name the version by its entity tag.")
              .with("required", ImmutableList.of(ifMatch));
    };
  }

  private static Problem problem(Outcome.PatchNotApplicable patch) {
    return Problem.of(
            ProblemType.PATCH_NOT_APPLICABLE,
            "The patch is well-formed, but cannot be applied to this resource.")
        .with(
            "errors",
            patch.reasons().stream()
                .map(
                    reason ->
                        ImmutableMap.of("pointer", reason.pointer(), "message", reason.message()))
                .collect(ImmutableList.toImmutableList()));
  }
}
