package dev.etagere.server.http.grizzly.body;

import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.FixedLengthTransferEncoding;
import org.glassfish.grizzly.http.HttpCodecFilter.ContentParsingState;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpPacketParsing;
import org.glassfish.grizzly.http.ParsingResult;

/**
 * Content whose length was declared. Where the next request has arrived with it, Grizzly's own
 * leaves both in one buffer, and gives its memory back with the content: the next answer is then
 * written over a request that is still to be read.
 */
public final class KnownLength extends ReadAnew {
  /** Makes the framing. */
  public KnownLength() {
    super(new FixedLengthTransferEncoding());
  }

  @Override
  public ParsingResult parsePacket(FilterChainContext ctx, HttpHeader message, Buffer input) {
    long missing = missing(message);
    if (input.remaining() <= missing) {
      return grizzlys().parsePacket(ctx, message, input);
    }
    Buffer next = input.split((int) (input.position() + missing));
    return ParsingResult.create(grizzlys().parsePacket(ctx, message, input).getHttpContent(), next);
  }

  private static long missing(HttpHeader message) {
    ContentParsingState state = ((HttpPacketParsing) message).getContentParsingState();
    return state.chunkRemainder < 0 ? message.getContentLength() : state.chunkRemainder;
  }
}
