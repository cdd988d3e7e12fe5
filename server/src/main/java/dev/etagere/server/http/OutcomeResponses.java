package dev.etagere.server.http;

import dev.etagere.server.change.Outcome;
import dev.etagere.server.http.request.HttpDates;
import dev.etagere.server.http.request.Target;
import dev.etagere.server.ledger.LedgerEntry;
import dev.etagere.server.precondition.EntityTag;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.resource.Version;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one place where an outcome becomes a response; {@link Refusals} has those that changed
 * nothing.
 *
 * @param target what the request was about
 * @param policy the policy of its collection
 * @param wantsRepresentation whether the caller prefers the content in the answer to a change
 */
record OutcomeResponses(Target target, CollectionPolicy policy, boolean wantsRepresentation) {
  private static final String REPLAYED = "Idempotent-Replayed";

  Response of(Outcome outcome) {
    if (outcome instanceof Outcome.Found found) {
      return found(found.resource());
    } else if (outcome instanceof Outcome.NotModified notModified) {
      return notModified(notModified.resource());
    } else if (outcome instanceof Outcome.Created created) {
      Live made = created.resource();
      return created(made.id(), made.version(), made.modifiedAt(), made.content()).build();
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
    } else if (outcome instanceof Outcome.Replayed replayed) {
      return replayed(replayed).header(REPLAYED, "true").build();
    } else if (outcome instanceof Outcome.Existing existing) {
      return existing(existing.resource());
    }
    return Refusals.of(outcome, target);
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

  private ResponseBuilder created(
      ResourceId id, Version version, Instant modifiedAt, @Nullable Content content) {
    String location = target.pathOf(id);
    ResponseBuilder response =
        validators(Response.status(Response.Status.CREATED), version, modifiedAt)
            .header(HttpHeaders.LOCATION, location);
    // What the server has made can be learned nowhere else.
    return content != null && (wantsRepresentation || !policy.generated().isEmpty())
        ? withContent(response, location, content)
        : response;
  }

  private ResponseBuilder changed(Live resource) {
    return changed(resource.version(), resource.modifiedAt(), resource.content());
  }

  private ResponseBuilder changed(Version version, Instant modifiedAt, @Nullable Content content) {
    return content != null && wantsRepresentation
        ? withContent(
            validators(Response.ok(), version, modifiedAt),
            target.pathOf(target.resource()),
            content)
        : validators(Response.noContent(), version, modifiedAt);
  }

  /**
   * The first answer again. The content comes with it only while it is that of the version which
   * the answer names.
   */
  private ResponseBuilder replayed(Outcome.Replayed replayed) {
    LedgerEntry first = replayed.first();
    Live current = replayed.current();
    Content content =
        current != null && current.version().equals(first.version()) ? current.content() : null;
    return switch (first.result()) {
      case CREATED -> created(replayed.id(), first.version(), first.modifiedAt(), content);
      case CHANGED -> changed(first.version(), first.modifiedAt(), content);
      case DELETED -> Response.noContent();
    };
  }

  /**
   * Row C8. Always with the content: Content-Location without it would say that the representation
   * there is empty (RFC 9110 §8.7).
   */
  private Response existing(Live resource) {
    return withContent(
            validators(Response.ok(), resource.version(), resource.modifiedAt()),
            target.pathOf(resource.id()),
            resource.content())
        .header(REPLAYED, "true")
        .build();
  }

  private static ResponseBuilder validators(
      ResponseBuilder response, Version version, Instant modifiedAt) {
    return response
        .header(HttpHeaders.ETAG, EntityTag.of(version).toString())
        .header(HttpHeaders.LAST_MODIFIED, HttpDates.format(modifiedAt));
  }

  /** RFC 7240 §4.2: Content-Location says whose representation this is. */
  private ResponseBuilder withContent(ResponseBuilder response, String location, Content content) {
    ResponseBuilder withContent =
        response
            .entity(content.bytes())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .header(HttpHeaders.CONTENT_LOCATION, location);
    return wantsRepresentation
        ? withContent.header("Preference-Applied", "return=representation")
        : withContent;
  }
}
