package dev.etagere.server.tool.check;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ContentSchema;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.resource.Violation;
import dev.etagere.server.store.records.LiveReader;
import java.util.List;

/** Holds every resource of a collection against a schema, and changes nothing. */
public final class SchemaCheck {
  /** Is told what is found. */
  public interface Listener {
    /** A resource was looked at. */
    void at(long resources);

    /** Something in a resource is against the schema. Not called for more than were asked for. */
    void violated(ResourceId id, Violation violation);
  }

  /**
   * What a check came to.
   *
   * @param resources how many were looked at
   * @param breaking how many of them are against the schema
   * @param listed how many violations the listener was told
   * @param violations how many there are; of one resource at most {@link
   *     ContentSchema#MOST_VIOLATIONS} are counted
   */
  public record Result(long resources, long breaking, long listed, long violations) {}

  private final LiveReader store;
  private final ContentSchema schema;
  private final int most;
  private final Listener listener;
  private long resources;
  private long breaking;
  private long violations;

  /**
   * Prepares a check.
   *
   * @param most how many violations to tell the listener; all are counted
   */
  public SchemaCheck(LiveReader store, ContentSchema schema, int most, Listener listener) {
    this.store = store;
    this.schema = schema;
    this.most = most;
    this.listener = listener;
  }

  /**
   * Looks at all resources, in the order of their ids.
   *
   * @throws dev.etagere.server.store.StoreException if one cannot be read
   */
  public Result run(CollectionName collection) {
    List<Live> some = store.read(collection, null);
    while (!some.isEmpty()) {
      some.forEach(this::look);
      some = store.read(collection, last(some));
    }
    return new Result(resources, breaking, Math.min(violations, most), violations);
  }

  private static ResourceId last(List<Live> some) {
    return some.get(some.size() - 1).id();
  }

  private void look(Live resource) {
    List<Violation> found = schema.violations(resource.content());
    for (Violation violation : found) {
      if (violations < most) {
        listener.violated(resource.id(), violation);
      }
      violations++;
    }
    if (!found.isEmpty()) {
      breaking++;
    }
    listener.at(++resources);
  }
}
