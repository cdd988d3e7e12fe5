package dev.etagere.server.http.grizzly.body;

import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.FixedLengthTransferEncoding;
import org.glassfish.grizzly.http.HttpCodecFilter.ContentParsingState;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpPacketParsing;
import org.glassfish.grizzly.http.ParsingResult;
import org.glassfish.grizzly.http.TransferEncoding;

/**
 * Content whose length was declared. Where the next request has arrived with it, Grizzly's own
 * leaves both in one buffer, and gives its memory back with the content: the next answer is then
 * written over a request that is still to be read.
 */
public final class KnownLength implements TransferEncoding {
  private final TransferEncoding grizzlys = new FixedLengthTransferEncoding();

  @Override
  public boolean wantDecode(HttpHeader message) {
    return grizzlys.wantDecode(message);
  }

  @Override
  public boolean wantEncode(HttpHeader message) {
    return grizzlys.wantEncode(message);
  }

  @Override
  public void prepareSerialize(FilterChainContext ctx, HttpHeader message, HttpContent content) {
    grizzlys.prepareSerialize(ctx, message, content);
  }

  @Override
  public Buffer serializePacket(FilterChainContext ctx, HttpContent content) {
    return grizzlys.serializePacket(ctx, content);
  }

  @Override
  public ParsingResult parsePacket(FilterChainContext ctx, HttpHeader message, Buffer input) {
    long missing = missing(message);
    if (input.remaining() <= missing) {
      return grizzlys.parsePacket(ctx, message, input);
    }
    Buffer next = input.split((int) (input.position() + missing));
    return ParsingResult.create(grizzlys.parsePacket(ctx, message, input).getHttpContent(), next);
  }

  private static long missing(HttpHeader message) {
    ContentParsingState state = ((HttpPacketParsing) message).getContentParsingState();
    return state.chunkRemainder < 0 ? message.getContentLength() : state.chunkRemainder;
  }
}
