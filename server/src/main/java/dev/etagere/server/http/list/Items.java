package dev.etagere.server.http.list;

import com.fasterxml.jackson.core.JsonFactory;
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
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the items of a page while reading their contents, a few at a time, so that never more than
 * about {@value #HELD_BYTES} bytes of them are held, or one.
 */
final class Items {
  private static final JsonFactory JSON = new JsonFactory();
  static final int HELD_BYTES = 256 * 1024;
  private static final int FIRST = 8;
  private static final int MOST = 100;

  private final ResourceService service;
  private final ListRequest request;
  private final CollectionPolicy policy;
  private final MemberKeys keys;
  private int atOnce = FIRST;

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

  /** Reads the resources of entries in their order; those that left the list meanwhile are not. */
  void read(List<Entry> entries, Sink sink) throws IOException {
    int from = 0;
    while (from < entries.size()) {
      List<Entry> some = entries.subList(from, Math.min(entries.size(), from + atOnce));
      Map<ResourceId, Version> found = new HashMap<>();
      some.forEach(entry -> found.put(entry.id(), entry.version()));
      long bytes = 0;
      for (Live item :
          service.findLive(request.collection(), some.stream().map(Entry::id).toList())) {
        bytes += item.content().size();
        if (item.version().equals(found.get(item.id())) || stillPasses(item)) {
          sink.accept(item);
        }
      }
      from += some.size();
      atOnce = (int) Math.max(1, Math.min(MOST, HELD_BYTES * (long) some.size() / (bytes + 1)));
    }
  }

  private boolean stillPasses(Live item) {
    return request.filter().matches(Entry.of(item, policy.query(), keys));
  }

  /**
   * A generator that is not to be closed: what it still held after a failure would be sent then,
   * and an answer that has begun cannot become a problem any more.
   */
  static JsonGenerator generator(OutputStream out) throws IOException {
    return JSON.createGenerator(out);
  }

  /** Writes one item as a line. */
  void writeLine(Live item, JsonGenerator json) throws IOException {
    write(item, json);
    json.writeRaw('\n');
  }

  /** Writes one item. */
  void write(Live item, JsonGenerator json) throws IOException {
    @Nullable Projection projection = request.projection();
    json.writeStartObject();
    json.writeStringField("id", item.id().value());
    json.writeStringField("etag", EntityTag.of(item.version()).toString());
    json.writeStringField("lastModified", HttpDates.format(item.modifiedAt()));
    json.writeFieldName("value");
    json.writeRawValue(projection == null ? item.content().utf8() : projection.of(item.content()));
    json.writeEndObject();
  }
}
