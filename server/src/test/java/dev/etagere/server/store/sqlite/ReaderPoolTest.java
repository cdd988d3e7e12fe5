package dev.etagere.server.store.sqlite;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReaderPoolTest {
  private static final int SIZE = 4;

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
}
