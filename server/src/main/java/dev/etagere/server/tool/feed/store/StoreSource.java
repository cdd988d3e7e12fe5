package dev.etagere.server.tool.feed.store;

import com.google.common.primitives.Bytes;
import dev.etagere.server.http.request.HttpDates;
import dev.etagere.server.precondition.EntityTag;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.store.records.LiveReader;
import dev.etagere.server.tool.feed.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A collection of a store. Its items are those of lists, with the ids that the store has: where
 * resources have owners, these are the ids that whoever sees all of them knows.
 *
 * @param store the store
 * @param collection the collection
 */
public record StoreSource(LiveReader store, CollectionName collection) implements Source {
  private static final byte[] END = {'}'};

  @Override
  public void read(boolean withIds, Lines lines) throws IOException {
    List<Live> some = store.read(collection, null);
    while (!some.isEmpty()) {
      for (Live live : some) {
        lines.add(withIds ? item(live) : live.content().bytes());
      }
      some = store.read(collection, some.get(some.size() - 1).id());
    }
  }

  /** By hand: neither an id nor an entity tag has a character that JSON would escape. */
  private static byte[] item(Live live) {
    String head =
        "{\"id\":\"%s\",\"etag\":\"\\\"%s\\\"\",\"lastModified\":\"%s\",\"value\":"
            .formatted(
                live.id(),
                EntityTag.of(live.version()).opaque(),
                HttpDates.format(live.modifiedAt()));
    return Bytes.concat(head.getBytes(StandardCharsets.US_ASCII), live.content().bytes(), END);
  }
}
