package dev.etagere.server.http.grizzly.body;

import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.TransferEncoding;

/** A way to frame content that is Grizzly's own, but for how it is read. */
abstract class ReadAnew implements TransferEncoding {
  private final TransferEncoding grizzlys;

  ReadAnew(TransferEncoding grizzlys) {
    this.grizzlys = grizzlys;
  }

  /** Grizzly's own. */
  TransferEncoding grizzlys() {
    return grizzlys;
  }

  @Override
  public final boolean wantDecode(HttpHeader message) {
    return grizzlys.wantDecode(message);
  }

  @Override
  public final boolean wantEncode(HttpHeader message) {
    return grizzlys.wantEncode(message);
  }

  @Override
  public final void prepareSerialize(
      FilterChainContext ctx, HttpHeader message, HttpContent content) {
    grizzlys.prepareSerialize(ctx, message, content);
  }

  @Override
  public final Buffer serializePacket(FilterChainContext ctx, HttpContent content) {
    return grizzlys.serializePacket(ctx, content);
  }
}
