package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;

import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.memory.HeapMemoryManager;
import org.junit.jupiter.api.Test;

class BoundedMemoryTest {
  private static final int LARGE = 1 << 20;

  /** Whether the next buffer is a part of one that was given back before. */
  private static boolean keeps(HeapMemoryManager memory, int size) {
    Buffer first = memory.allocate(size);
    byte[] array = first.toByteBuffer().array();
    first.dispose();
    return memory.allocate(16).toByteBuffer().array() == array;
  }

  @Test
  void buffer_ofManyBytes_isNotKept() {
    assertThat(keeps(new BoundedMemory(), LARGE)).isFalse();
  }

  @Test
  void buffer_ofFewBytes_isKept() {
    assertThat(keeps(new BoundedMemory(), 1024)).isTrue();
  }

  @Test
  void grizzlysOwnManager_keepsIt() {
    assertThat(keeps(new HeapMemoryManager(), LARGE))
        .as("or this class is needed no more")
        .isTrue();
  }
}
