package dev.etagere.server.http.grizzly;

import dev.etagere.server.http.grizzly.exchange.AccessLog;
import dev.etagere.server.http.grizzly.head.HeadCheck;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.FileCacheFilter;
import org.glassfish.grizzly.http.server.NetworkListener;

/** Rebuilds a listener's filter chain: transport, strict codec, idle timeout, handlers. */
final class StrictHttp implements AddOn {
  private final GrizzlySettings settings;
  private final AccessLog accessLog;

  StrictHttp(GrizzlySettings settings, AccessLog accessLog) {
    this.settings = settings;
    this.accessLog = accessLog;
  }

  @Override
  public void setup(NetworkListener listener, FilterChainBuilder chain) {
    chain.remove(chain.indexOfType(FileCacheFilter.class));
    chain.set(
        chain.indexOfType(HttpServerFilter.class),
        new StrictCodec(
            new HeadCheck(settings.headLimits()),
            listener.getKeepAlive(),
            settings.maxDrainBytes(),
            accessLog));
  }
}
