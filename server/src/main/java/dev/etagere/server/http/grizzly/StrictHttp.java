package dev.etagere.server.http.grizzly;

import dev.etagere.server.http.grizzly.body.BodyGate;
import dev.etagere.server.http.grizzly.exchange.AccessLog;
import dev.etagere.server.http.grizzly.guard.ConnectionGuard;
import dev.etagere.server.http.grizzly.head.HeadCheck;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.FileCacheFilter;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;

/**
 * Rebuilds a listener's filter chain: transport, connection guard, TLS where it is on, strict
 * codec, body gate, handlers.
 */
final class StrictHttp implements AddOn {
  private final GrizzlySettings settings;
  private final ConnectionGuard guard;
  private final AccessLog accessLog;
  private final BodyGate bodies;

  StrictHttp(GrizzlySettings settings, ConnectionGuard guard, AccessLog accessLog) {
    this.settings = settings;
    this.guard = guard;
    this.accessLog = accessLog;
    this.bodies = new BodyGate(settings.connections(), settings.foresight(), accessLog);
  }

  /** Holds the content of requests. */
  BodyGate bodies() {
    return bodies;
  }

  @Override
  public void setup(NetworkListener listener, FilterChainBuilder chain) {
    chain.remove(chain.indexOfType(FileCacheFilter.class));
    chain.remove(chain.indexOfType(IdleTimeoutFilter.class));
    chain.add(chain.indexOfType(TransportFilter.class) + 1, guard);
    chain.set(
        chain.indexOfType(HttpServerFilter.class),
        new StrictCodec(new HeadCheck(settings.headLimits()), listener.getKeepAlive(), accessLog));
    chain.add(chain.indexOfType(StrictCodec.class) + 1, bodies);
  }
}
