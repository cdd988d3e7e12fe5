package dev.etagere.server.store;

import dev.etagere.server.resource.ChangeDigest;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Values that the store tests share. */
public final class StoreFixtures {
  public static final CollectionName NOTES = new CollectionName("notes");
  public static final CollectionName OTHERS = new CollectionName("others");
  public static final Instant T0 = Instant.parse("2026-01-02T03:04:05.678Z");
  public static final long INCARNATION = 0x8000_0000_1234_5678L;
  public static final Content ONE = Content.ofUtf8("{\"n\":1}");
  public static final Content TWO = Content.ofUtf8("{ \"n\": 2.00 }\n");
  public static final ChangeDigest BY_PUT = ChangeDigest.of("PUT", "application/json", ONE.bytes());
  public static final ChangeDigest BY_OTHER =
      ChangeDigest.of("PUT", "application/json", TWO.bytes());

  private StoreFixtures() {}

  /** A first version with the given content. */
  public static StoredResource.Live live(String id, Content content) {
    return new StoredResource.Live(
        new ResourceId(id), Version.first(INCARNATION), content, BY_PUT, T0, T0);
  }

  /** A replacement made some seconds later. */
  public static Mutation.Replace replace(Content content) {
    return new Mutation.Replace(content, BY_OTHER, T0.plusSeconds(1));
  }

  /** A deletion made some seconds later, to be forgotten after a day. */
  public static Mutation.Delete delete() {
    return new Mutation.Delete(T0.plusSeconds(2), T0.plus(1, ChronoUnit.DAYS));
  }

  /** A re-creation made some seconds later. */
  public static Mutation.Recreate recreate(Content content, long incarnation) {
    return new Mutation.Recreate(content, BY_PUT, T0.plusSeconds(3), incarnation);
  }
}
