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
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.resource.Violation;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

/** The responses to requests that changed nothing: a problem for each reason. */
final class Refusals {
  private static final String EXAMPLE_TAG = "\"3-00f1e2d3c4b5a697\"";

  private Refusals() {}

  static Response of(Outcome outcome, Target target) {
    if (outcome instanceof PreconditionFailed failed) {
      return ProblemResponses.of(problem(failed), fields(failed));
    } else if (outcome instanceof Outcome.PreconditionRequired required) {
      return ProblemResponses.of(required(required.requirement()));
    } else if (outcome instanceof Outcome.Gone gone) {
      Problem problem =
          Problem.of(ProblemType.GONE, "The resource was deleted.")
              .with("deletedAt", gone.deletedAt().toString());
      return ProblemResponses.of(doubted(problem, gone.keyMayBeForgotten()));
    } else if (outcome instanceof Outcome.PatchTestFailed failed) {
      return ProblemResponses.of(
          Problem.of(ProblemType.PATCH_TEST_FAILED, failed.message()).with("path", failed.path()));
    } else if (outcome instanceof Outcome.PatchNotApplicable patch) {
      return ProblemResponses.of(problem(patch));
    }
    return ofCreation(outcome, target);
  }

  private static Response ofCreation(Outcome outcome, Target target) {
    if (outcome instanceof Outcome.KeyReused reused) {
      return ProblemResponses.of(problem(reused));
    } else if (outcome instanceof Outcome.Invalid invalid) {
      return ProblemResponses.of(problem(invalid));
    } else if (outcome instanceof Outcome.IdTaken taken) {
      return ProblemResponses.of(
          Problem.of(
              ProblemType.ID_TAKEN,
              "Under the id that follows from this Idempotency-Key a resource was created in"
                  + " another way. Send the request with a new key."),
          ImmutableMap.of(HttpHeaders.CONTENT_LOCATION, target.pathOf(taken.id())));
    } else if (outcome instanceof Outcome.NaturalKeyTaken taken) {
      return naturalKeyTaken(taken.resource(), target);
    }
    return ProblemResponses.of(
        Problem.of(ProblemType.NOT_FOUND, "There is no resource with this id."));
  }

  private static Problem problem(PreconditionFailed failed) {
    Problem problem =
        Problem.of(ProblemType.PRECONDITION_FAILED, explain(failed))
            .with("reason", name(failed.reason()));
    problem = doubted(problem, failed.keyMayBeForgotten());
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

  private static Problem doubted(Problem problem, boolean keyMayBeForgotten) {
    return keyMayBeForgotten ? problem.with("keyMayBeForgotten", true) : problem;
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

  private static Problem problem(Outcome.KeyReused reused) {
    return Problem.of(
            ProblemType.KEY_REUSED,
            "This Idempotency-Key was used for another request. A new intent needs a new key; a"
                + " repeat is exactly the same request.")
        .with(
            "differences",
            reused.differences().stream()
                .map(Refusals::name)
                .collect(ImmutableList.toImmutableList()));
  }

  private static Problem problem(Outcome.Invalid invalid) {
    return Problem.of(ProblemType.INVALID_CONTENT, "The content breaks a rule of this collection.")
        .with(
            "errors",
            invalid.violations().stream()
                .map(Refusals::error)
                .collect(ImmutableList.toImmutableList()));
  }

  private static ImmutableMap<String, String> error(Violation violation) {
    ImmutableMap.Builder<String, String> error =
        ImmutableMap.<String, String>builder()
            .put("pointer", violation.pointer())
            .put("message", violation.message());
    if (violation.schemaPointer() != null) {
      error.put("schemaPointer", violation.schemaPointer());
    }
    return error.buildOrThrow();
  }

  private static Response naturalKeyTaken(Live resource, Target target) {
    String tag = EntityTag.of(resource.version()).toString();
    return ProblemResponses.of(
        Problem.of(
                ProblemType.NATURAL_KEY_TAKEN,
                "A resource with this natural key exists, and was made with another content. Change"
                    + " it at its own URL, with If-Match.")
            .with("currentETag", tag),
        ImmutableMap.of(
            HttpHeaders.CONTENT_LOCATION, target.pathOf(resource.id()), HttpHeaders.ETAG, tag));
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
