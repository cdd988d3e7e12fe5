package dev.etagere.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.etagere.server.change.Outcome;
import dev.etagere.server.http.request.HttpDates;
import dev.etagere.server.http.request.PageRequest;
import dev.etagere.server.http.request.Target;
import dev.etagere.server.precondition.EntityTag;
import dev.etagere.server.precondition.EntityTags;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource.Live;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a collection as a response. Its weak entity tag changes with every item on it. */
final class PageResponse {
  private static final JsonFactory JSON = new JsonFactory();

  private final Target target;
  private final PageRequest request;
  private final List<Live> items;
  private final @Nullable String next;

  /**
   * Makes the response.
   *
   * @param found one item more than asked for, if there are as many: it tells that a page follows
   */
  PageResponse(Target target, PageRequest request, List<Live> found) {
    this.target = target;
    this.request = request;
    boolean more = found.size() > request.limit();
    this.items = more ? found.subList(0, request.limit()) : found;
    this.next = more ? next(items.get(items.size() - 1).id()) : null;
  }

  private String next(ResourceId last) {
    return "/v1/"
        + target.collection()
        + "?limit="
        + request.limit()
        + "&after="
        + PageRequest.tokenFor(last);
  }

  Response build(Preconditions preconditions, CollectionPolicy policy) {
    EntityTag tag = entityTag();
    if (preconditions.ifMatch() instanceof EntityTags.Listed) {
      // A weak tag never matches strongly (RFC 9110 §13.1.1).
      return new OutcomeResponses(target, policy, false)
          .of(new Outcome.PreconditionFailed(Outcome.Reason.WEAK_TAG, null, false));
    }
    EntityTags known = preconditions.ifNoneMatch();
    boolean notModified =
        known instanceof EntityTags.Any
            || (known instanceof EntityTags.Listed listed && listed.containWeakly(tag));
    Response.ResponseBuilder response =
        notModified
            ? Response.notModified()
            : Response.ok(json(), MediaType.APPLICATION_JSON_TYPE).header("Accept-Ranges", "none");
    response
        .header(HttpHeaders.ETAG, tag.toString())
        .header(HttpHeaders.CACHE_CONTROL, policy.cacheControl());
    return next == null || notModified
        ? response.build()
        : response.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"").build();
  }

  private EntityTag entityTag() {
    Hasher hasher = Hashing.sha256().newHasher();
    for (Live item : items) {
      hasher
          .putString(item.id().value(), StandardCharsets.US_ASCII)
          .putByte((byte) 0)
          .putLong(item.version().number())
          .putLong(item.version().incarnation());
    }
    return new EntityTag(hasher.putBoolean(next != null).hash().toString().substring(0, 32), true);
  }

  private byte[] json() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("items");
      for (Live item : items) {
        json.writeStartObject();
        json.writeStringField("id", item.id().value());
        json.writeStringField("etag", EntityTag.of(item.version()).toString());
        json.writeStringField("lastModified", HttpDates.format(item.modifiedAt()));
        json.writeFieldName("value");
        json.writeRawValue(item.content().utf8());
        json.writeEndObject();
      }
      json.writeEndArray();
      if (next != null) {
        json.writeStringField("next", next);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }
}
