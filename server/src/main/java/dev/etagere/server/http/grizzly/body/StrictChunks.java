package dev.etagere.server.http.grizzly.body;

import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.ChunkedTransferEncoding;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.ParsingResult;
import org.glassfish.grizzly.memory.Buffers;

/**
 * The chunked transfer coding, read strictly. Grizzly's own skips whatever stands between a chunk
 * and the next line feed, takes spaces for digits, and refuses legal extensions.
 */
public final class StrictChunks extends ReadAnew {
  private static final String DECODER = ChunkDecoder.class.getName();

  /**
   * Makes the coding.
   *
   * @param maxTrailerBytes of answers, which have none
   */
  public StrictChunks(int maxTrailerBytes) {
    super(new ChunkedTransferEncoding(maxTrailerBytes));
  }

  @Override
  public ParsingResult parsePacket(FilterChainContext ctx, HttpHeader message, Buffer input) {
    ChunkDecoder decoder = decoder((HttpRequestPacket) message);
    byte[] in = new byte[input.remaining()];
    int begin = input.position();
    input.get(in);
    input.position(begin); // split() counts from where the buffer stands.
    byte[] out = new byte[in.length];
    int length = decoder.decode(in, out);
    Buffer rest = decoder.consumed() < in.length ? input.split(begin + decoder.consumed()) : null;
    input.tryDispose();
    HttpContent content =
        HttpContent.builder(message)
            .content(Buffers.wrap(ctx.getMemoryManager(), out, 0, length))
            .last(decoder.isComplete())
            .build();
    return ParsingResult.create(content, rest);
  }

  private static ChunkDecoder decoder(HttpRequestPacket message) {
    if (message.getAttribute(DECODER) instanceof ChunkDecoder known) {
      return known;
    }
    ChunkDecoder decoder = new ChunkDecoder();
    message.setAttribute(DECODER, decoder);
    return decoder;
  }
}
