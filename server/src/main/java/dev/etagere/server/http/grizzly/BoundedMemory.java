package dev.etagere.server.http.grizzly;

import org.glassfish.grizzly.memory.HeapBuffer;
import org.glassfish.grizzly.memory.HeapMemoryManager;

/**
 * Grizzly's memory manager, which keeps for each thread the largest array that it has seen: after a
 * few answers of a megabyte, each thread would hold one for ever. Arrays beyond the size that it
 * makes itself are left to the garbage collector here.
 */
final class BoundedMemory extends HeapMemoryManager {
  @Override
  public void release(HeapBuffer buffer) {
    if (buffer.capacity() <= getMaxBufferSize()) {
      super.release(buffer);
    }
  }
}
