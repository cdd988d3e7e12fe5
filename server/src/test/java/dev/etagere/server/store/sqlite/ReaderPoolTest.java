package dev.etagere.server.store.sqlite;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.etagere.server.store.sqlite.folder.Connections;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReaderPoolTest {
  private static final int SIZE = 4;
  private static final int MANY = 32;

  @TempDir Path folder;

  @Test
  void read_whileManyReadMuch_findsAReader() throws Exception {
    Connections connections = new Connections(folder.resolve("db"), false);
    connections.creator().close();
    try (ReaderPool pool = ReaderPool.open(connections, SIZE)) {
      CountDownLatch begun = new CountDownLatch(SIZE / 2);
      CountDownLatch end = new CountDownLatch(1);
      List<Caller> callers = new ArrayList<>();
      for (int i = 0; i < SIZE; i++) {
        callers.add(
            Caller.start(
                () ->
                    pool.readMuch(
                        () -> "a page",
                        reader -> {
                          begun.countDown();
                          return Uninterruptibles.awaitUninterruptibly(end, 30, SECONDS);
                        })));
      }
      begun.await();

      assertThat(pool.<String>read(() -> "one", reader -> "read")).isEqualTo("read");

      assertThat(end.getCount()).isOne();
      end.countDown();
      for (Caller caller : callers) {
        assertThat(caller.failure()).isNull();
      }
    }
  }

  @Test
  void readers_ofManyThreads_areNeitherSharedNorLost() throws Exception {
    Connections connections = new Connections(folder.resolve("db"), false);
    connections.creator().close();
    Set<Reader> lent = ConcurrentHashMap.newKeySet();
    AtomicInteger shared = new AtomicInteger();
    try (ReaderPool pool = ReaderPool.open(connections, MANY)) {
      List<Caller> callers = new ArrayList<>();
      for (int i = 0; i < 3 * MANY; i++) {
        callers.add(
            Caller.start(
                () -> {
                  for (int read = 0; read < 20_000; read++) {
                    pool.read(() -> "one", reader -> lend(reader, lent, shared));
                  }
                  return true;
                }));
      }
      for (Caller caller : callers) {
        assertThat(caller.failure()).isNull();
      }
    }
    assertThat(shared).hasValue(0);
  }

  private static boolean lend(Reader reader, Set<Reader> lent, AtomicInteger shared) {
    if (!lent.add(reader)) {
      shared.incrementAndGet();
    }
    return lent.remove(reader);
  }
}
