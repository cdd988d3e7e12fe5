package dev.etagere.server.http.list;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.etagere.server.http.request.HttpDates;
import dev.etagere.server.precondition.EntityTag;
import dev.etagere.server.query.Entry;
import dev.etagere.server.query.MemberKeys;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.resource.Version;
import dev.etagere.server.service.ResourceService;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the items of a page while reading their contents, a few at a time, so that never more than
 * about {@value #HELD_BYTES} bytes of them are held, or one.
 */
final class Items {
  static final int HELD_BYTES = 256 * 1024;
  private static final int MOST = 100;

  private final ResourceService service;
  private final ListRequest request;
  private final CollectionPolicy policy;
  private final MemberKeys keys;
  private List<Entry> left = List.of();

  /** How many are read next; one at first, since nothing is known of their size. */
  private int atOnce = 1;

  Items(ResourceService service, ListRequest request, CollectionPolicy policy) {
    this.service = service;
    this.request = request;
    this.policy = policy;
    this.keys = new MemberKeys(policy.query());
  }

  /** What is done with an item. */
  interface Sink {
    void accept(Live item) throws IOException;
  }

  /** Goes on with these, in their order, once none is left. */
  void follow(List<Entry> entries) {
    left = entries;
  }

  /** Whether some are left to be read. */
  boolean hasNext() {
    return !left.isEmpty();
  }

  /**
   * Reads some of those that are left, about as many bytes as may be held; those that left the list
   * meanwhile are not given on. All that fits is read before anything is sent: what is damaged
   * there can still become a problem.
   */
  void readSome(Sink sink) throws IOException {
    long bytes = 0;
    while (hasNext() && bytes < HELD_BYTES) {
      bytes += readFew(sink);
    }
  }

  private long readFew(Sink sink) throws IOException {
    List<Entry> few = left.subList(0, Math.min(left.size(), atOnce));
    left = left.subList(few.size(), left.size());
    Map<ResourceId, Version> found = new HashMap<>();
    few.forEach(entry -> found.put(entry.id(), entry.version()));
    long bytes = 0;
    for (Live item : service.findLive(request.collection(), few.stream().map(Entry::id).toList())) {
      bytes += item.content().size();
      if (item.version().equals(found.get(item.id())) || stillPasses(item)) {
        sink.accept(item);
      }
    }
    atOnce = (int) Math.max(1, Math.min(MOST, HELD_BYTES * (long) few.size() / (bytes + 1)));
    return bytes;
  }

  private boolean stillPasses(Live item) {
    return request.filter().matches(Entry.of(item, policy.query(), keys));
  }

  /** Writes one item. */
  void write(Live item, PieceJson out) throws IOException {
    JsonGenerator json = out.generator();
    @Nullable Projection projection = request.projection();
    json.writeStartObject();
    json.writeStringField("id", item.id().value());
    json.writeStringField("etag", EntityTag.of(item.version()).toString());
    json.writeStringField("lastModified", HttpDates.format(item.modifiedAt()));
    json.writeFieldName("value");
    out.writeValue(projection == null ? item.content().bytes() : projection.of(item.content()));
    json.writeEndObject();
  }
}
