package dev.etagere.server.http.grizzly.body;

import java.nio.ByteBuffer;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.memory.ByteBufferWrapper;

/**
 * Bytes that stay ours. Where Grizzly's memory manager wraps an array, it takes it over once the
 * buffer is disposed of: it would write other requests into it, and keep it however large it is.
 */
final class OwnBuffer {
  private OwnBuffer() {}

  static Buffer of(byte[] bytes, int length) {
    return new ByteBufferWrapper(ByteBuffer.wrap(bytes, 0, length).slice());
  }
}
