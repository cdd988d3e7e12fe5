import dev.etagere.server.resource.ChangeDigest;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.sqlite.SqliteStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fills a folder through the store, many at a time so that they share commits: documents d0, d1, …
 * of 1 KB in the collection notes, all with the tag "1-0000000000000000".
 */
public final class Fill {
  private static final int WRITERS = 256;
  private static final CollectionName NOTES = new CollectionName("notes");

  /** Arguments: the folder, the number of documents. */
  public static void main(String[] args) throws Exception {
    int documents = Integer.parseInt(args[1]);
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    try (SqliteStore store = SqliteStore.open(Path.of(args[0]), Set.of(NOTES))) {
      ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
      for (int i = 0; i < WRITERS; i++) {
        writers.execute(
            () -> {
              for (int n = next.getAndIncrement(); n < documents; n = next.getAndIncrement()) {
                if (store.insert(NOTES, document(n))) {
                  done.incrementAndGet();
                }
              }
            });
      }
      writers.shutdown();
      writers.awaitTermination(1, TimeUnit.HOURS);
    }
    if (done.get() != documents) {
      throw new IllegalStateException("only " + done + " of " + documents + " were stored");
    }
  }

  private static StoredResource.Live document(int n) {
    String text = "{\"n\":" + n + ",\"pad\":\"" + "x".repeat(1000) + "\"}";
    byte[] content = text.getBytes(StandardCharsets.US_ASCII);
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    return new StoredResource.Live(
        new ResourceId("d" + n),
        new Version(1, 0),
        Content.wrap(content),
        ChangeDigest.of("PUT", "application/json", content),
        now,
        now);
  }
}
