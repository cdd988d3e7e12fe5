package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.memory.HeapMemoryManager;
import org.glassfish.grizzly.threadpool.DefaultWorkerThread;
import org.junit.jupiter.api.Test;

class BoundedMemoryTest {
  private static final int LARGE = 1 << 20;

  /** Whether a thread's next buffer is a part of one that it gave back before. */
  private static boolean keeps(HeapMemoryManager memory, int size) throws Exception {
    FutureTask<Boolean> reuse =
        new FutureTask<>(
            () -> {
              Buffer first = memory.allocate(size);
              byte[] array = first.toByteBuffer().array();
              first.dispose();
              return memory.allocate(16).toByteBuffer().array() == array;
            });
    new DefaultWorkerThread(
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER, "worker", memory.createThreadLocalPool(), reuse)
        .start();
    return reuse.get(30, TimeUnit.SECONDS);
  }

  @Test
  void buffer_ofManyBytes_isNotKept() throws Exception {
    assertThat(keeps(new BoundedMemory(), LARGE)).isFalse();
  }

  @Test
  void buffer_ofFewBytes_isKept() throws Exception {
    assertThat(keeps(new BoundedMemory(), 1024)).isTrue();
  }

  @Test
  void grizzlysOwnManager_keepsIt() throws Exception {
    assertThat(keeps(new HeapMemoryManager(), LARGE))
        .as("or this class is needed no more")
        .isTrue();
  }
}
