package dev.etagere.server.store;

import static dev.etagere.server.store.StoreFixtures.BY_PUT;
import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.T0;
import static dev.etagere.server.store.StoreFixtures.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many writers on one document: of those that name the same version exactly one succeeds. */
public interface ResourceStoreRaceContract {
  /** An empty store in which the collections are declared; the test closes it. */
  ResourceStore newStore(Set<CollectionName> collections);

  int WRITERS = 8;
  int TRIES_EACH = 400;
  ResourceId CONTENDED = new ResourceId("contended");

  @Test
  default void insert_manyAtOnce_oneSucceeds() throws Exception {
    try (ResourceStore store = newStore(Set.of(NOTES))) {
      for (int round = 0; round < 20; round++) {
        String id = "r" + round;
        AtomicLong inserted = new AtomicLong();
        atOnce(
            writer -> {
              if (store.insert(NOTES, live(id, content(writer, 0)))) {
                inserted.incrementAndGet();
              }
            });
        assertThat(inserted).hasValue(1);
      }
    }
  }

  @Test
  default void compareAndSet_manyWriters_noTwoShareAParentAndNoneIsLost() throws Exception {
    ConcurrentMap<Version, Content> written = new ConcurrentHashMap<>();
    AtomicLong successes = new AtomicLong();
    try (ResourceStore store = newStore(Set.of(NOTES))) {
      store.insert(NOTES, live("contended", content(-1, 0)));
      Version first = store.find(NOTES, CONTENDED).orElseThrow().version();

      atOnce(
          writer -> {
            for (int i = 0; i < TRIES_EACH; i++) {
              StoredResource seen = store.find(NOTES, CONTENDED).orElseThrow();
              checkOnlyAcknowledgedIsSeen(seen, written);
              Content mine = content(writer, i);
              long incarnation = ((long) writer << 32) | i;
              Mutation mutation = mutation(seen, mine, i, incarnation);
              if (store.compareAndSet(NOTES, CONTENDED, seen.version(), mutation)) {
                successes.incrementAndGet();
                if (!(mutation instanceof Mutation.Delete)) {
                  Version made =
                      seen instanceof StoredResource.Tombstone
                          ? seen.version().recreated(incarnation)
                          : seen.version().next();
                  assertThat(written.putIfAbsent(made, mine)).as("content of %s", made).isNull();
                }
              }
            }
          });

      StoredResource last = store.find(NOTES, CONTENDED).orElseThrow();
      assertThat(last.version().number() - first.number()).isEqualTo(successes.get());
      assertThat(successes.get()).isPositive();
    }
  }

  private static Mutation mutation(StoredResource seen, Content mine, int i, long incarnation) {
    if (seen instanceof StoredResource.Tombstone) {
      return new Mutation.Recreate(mine, BY_PUT, T0, incarnation);
    }
    return i % 10 == 9
        ? new Mutation.Delete(T0, T0.plus(Duration.ofDays(1)))
        : new Mutation.Replace(mine, BY_PUT, T0);
  }

  /** A version whose writer has not yet noted it may be seen, but never with another content. */
  private static void checkOnlyAcknowledgedIsSeen(
      StoredResource seen, ConcurrentMap<Version, Content> written) {
    if (seen instanceof StoredResource.Live live) {
      Content noted = written.get(live.version());
      if (noted != null) {
        assertThat(live.content()).isEqualTo(noted);
      }
    }
  }

  private static Content content(int writer, int i) {
    return Content.ofUtf8("{\"writer\":" + writer + ",\"i\":" + i + "}");
  }

  /** One writer's part, told which one it is. */
  interface Part {
    void run(int writer) throws Exception;
  }

  private static void atOnce(Part part) throws Exception {
    CyclicBarrier start = new CyclicBarrier(WRITERS);
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<? extends Future<?>> parts =
          IntStream.range(0, WRITERS)
              .mapToObj(
                  writer ->
                      threads.submit(
                          () -> {
                            start.await(30, TimeUnit.SECONDS);
                            part.run(writer);
                            return null;
                          }))
              .toList();
      for (Future<?> each : parts) {
        each.get(2, TimeUnit.MINUTES);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
