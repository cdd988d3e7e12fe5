package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.BY_PUT;
import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.T0;

import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Changes resources without end, each of its threads its own ones, and prints every
 * acknowledgement, until it is killed.
 */
final class CrashWriter {
  static final int IDS_EACH = 5;

  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private CrashWriter() {}

  /** Arguments: the folder, and how many threads. */
  public static void main(String[] args) {
    SqliteStore store = SqliteStore.open(Path.of(args[0]), Set.of(NOTES));
    OUT.println("open");
    for (int writer = 0; writer < Integer.parseInt(args[1]); writer++) {
      int mine = writer;
      new Thread(() -> writeForever(store, mine)).start();
    }
  }

  private static void writeForever(SqliteStore store, int writer) {
    for (int i = 0; ; i = (i + 1) % IDS_EACH) {
      ResourceId id = new ResourceId("w" + writer + "-" + i);
      Optional<StoredResource> seen = store.find(NOTES, id);
      boolean done =
          seen.isEmpty()
              ? store.insert(NOTES, first(id))
              : store.compareAndSet(NOTES, id, seen.get().version(), next(id, seen.get()));
      if (!done) {
        throw new IllegalStateException("nobody else writes " + id);
      }
      long number = seen.isEmpty() ? 1 : seen.get().version().number() + 1;
      OUT.println(id + " " + number);
    }
  }

  private static StoredResource.Live first(ResourceId id) {
    return new StoredResource.Live(id, Version.first(1), content(id, 1), BY_PUT, T0, T0);
  }

  private static Mutation next(ResourceId id, StoredResource seen) {
    long number = seen.version().number() + 1;
    if (seen instanceof StoredResource.Tombstone) {
      return new Mutation.Recreate(content(id, number), BY_PUT, T0, number);
    }
    return number % 4 == 0
        ? new Mutation.Delete(T0, T0.plus(Duration.ofDays(1)))
        : new Mutation.Replace(content(id, number), BY_PUT, T0);
  }

  /** What the version with this number of this resource must hold; over a page long at times. */
  static Content content(ResourceId id, long number) {
    String text = id + "/" + number + " ";
    return Content.ofUtf8("{\"is\":\"" + text.repeat((int) (number % 7) * 100 + 1) + "\"}");
  }
}
