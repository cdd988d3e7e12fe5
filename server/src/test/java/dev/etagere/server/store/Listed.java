package dev.etagere.server.store;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.query.Entry;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.Order;
import dev.etagere.server.query.PageQuery;
import dev.etagere.server.query.Position;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource.Live;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists by id, read as a server reads them: the page, then its contents. */
public final class Listed {
  private Listed() {}

  /** The first resources. */
  public static List<Live> first(ResourceStore store, CollectionName collection, int limit) {
    return beyond(store, collection, null, limit);
  }

  /** The resources beyond an id. */
  public static List<Live> beyond(
      ResourceStore store, CollectionName collection, @Nullable ResourceId after, int limit) {
    PageQuery first = PageQuery.first(Filter.ALL, Order.BY_ID, limit);
    PageQuery query =
        after == null ? first : first.after(new Position(ImmutableList.of(after.value()), after));
    return store.findLive(
        collection, store.page(collection, query).entries().stream().map(Entry::id).toList());
  }
}
