package dev.etagere.server;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import dev.etagere.server.config.AuthConfig;
import dev.etagere.server.config.Deadlines;
import dev.etagere.server.config.Limits;
import dev.etagere.server.config.NetworkConfig;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.TlsConfig;
import dev.etagere.server.http.EtagereApplication;
import dev.etagere.server.http.chaos.ChaosFilter;
import dev.etagere.server.http.describe.Catalogue;
import dev.etagere.server.http.grizzly.GrizzlySettings;
import dev.etagere.server.http.grizzly.guard.ConnectionLimits;
import dev.etagere.server.http.grizzly.guard.WaitingLimits;
import dev.etagere.server.http.grizzly.head.HeadLimits;
import dev.etagere.server.http.grizzly.tls.PemTls;
import dev.etagere.server.http.log.LogThread;
import dev.etagere.server.http.request.Target;
import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.service.ResourceService;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.glassfish.jersey.CommonProperties;

/** What a configuration comes to for the HTTP server. */
final class HttpSettings {
  private HttpSettings() {}

  /**
   * Returns the settings.
   *
   * @param embedded whether the store is the embedded one, which no request waits for
   * @throws IOException if the certificate or its key cannot be read
   */
  static GrizzlySettings of(ServerConfig config, boolean embedded) throws IOException {
    Limits limits = config.limits();
    GrizzlySettings plain =
        GrizzlySettings.of(config.listen(), config.port())
            .withQuickPaths(embedded ? quickPaths(config) : path -> false)
            .withHeadLimits(
                new HeadLimits(
                    // The head holds the target too: a small headerBytes must not make the longest
                    // target that is allowed impossible, nor the server refuse to start.
                    Math.max(limits.headerBytes(), limits.uriLength() + 1),
                    HeadLimits.DEFAULT.maxFields(),
                    limits.uriLength()))
            .withForesight(NetworkFilters.foresight(config.network().auth()))
            .withConnections(connections(config))
            .withWorkerThreads(
                config
                    .network()
                    .capacity()
                    .requestsAtOnce(Runtime.getRuntime().maxMemory(), limits.bodyBytes()))
            .withWaiting(waiting(config.network()));
    if (config.network().tls().isEmpty()) {
      return plain;
    }
    TlsConfig tls = config.network().tls().get();
    return plain.withTls(PemTls.of(tls.certificate(), tls.key()));
  }

  /** The JAX-RS application, with all that the network asks of it. */
  static EtagereApplication application(
      ServerConfig config, ResourceService service, LogThread log, InstantSource clock) {
    AuthConfig auth = config.network().auth();
    EtagereApplication application =
        new EtagereApplication(
            service,
            json(config.limits()),
            new Catalogue(service.policies(), auth::grants, auth.credentials()));
    application.registerInstances(NetworkFilters.of(config.network(), log, clock));
    if (config.chaos() != null) {
      application.register(new ChaosFilter(config.chaos()));
    }
    // Our container knows the length of an array without collecting it first.
    application.property(CommonProperties.OUTBOUND_CONTENT_LENGTH_BUFFER, 0);
    return application;
  }

  /** What a content may be at most. */
  static JsonLimits json(Limits limits) {
    return new JsonLimits(limits.bodyBytes(), limits.jsonDepth());
  }

  /** The address to call; a server that listens on all addresses is called on loopback. */
  static URI baseUri(ServerConfig config, int port) {
    String listen = config.listen();
    String scheme = config.network().tls().isPresent() ? "https://" : "http://";
    boolean anyAddress =
        InetAddresses.isInetAddress(listen) && InetAddresses.forString(listen).isAnyLocalAddress();
    return URI.create(
        scheme + HostAndPort.fromParts(anyAddress ? "127.0.0.1" : listen, port) + "/");
  }

  /**
   * Resources whose requests may run on the thread that serves other connections too. A lookup in
   * the embedded store never waits for another machine, and a change does not wait at all; a page
   * may be long. But to check a credential can take long, or wait for the issuer's keys; and so can
   * the patterns of a schema.
   */
  static Predicate<String> quickPaths(ServerConfig config) {
    if (!config.network().auth().isNone()) {
      return path -> false;
    }
    ImmutableSet<String> quick =
        config.collections().entrySet().stream()
            .filter(collection -> collection.getValue().schema() == null)
            .map(collection -> collection.getKey().value())
            .collect(ImmutableSet.toImmutableSet());
    return path -> Target.collectionOfResource(path).filter(quick::contains).isPresent();
  }

  private static WaitingLimits waiting(NetworkConfig network) {
    return new WaitingLimits(
        network.capacity().requestsWaiting(),
        network.deadlines().queue(),
        network.deadlines().request());
  }

  private static ConnectionLimits connections(ServerConfig config) {
    int bodyBytes = config.limits().bodyBytes();
    NetworkConfig network = config.network();
    Deadlines deadlines = network.deadlines();
    ConnectionLimits defaults = ConnectionLimits.DEFAULT;
    return new ConnectionLimits(
        deadlines.header(),
        deadlines.body(),
        deadlines.answer(),
        deadlines.idle(),
        deadlines.minBytesPerSecond(),
        network.connections(),
        network.connectionsPerAddress(),
        bodyBytes,
        memory(network.capacity().bodyMemory(), defaults.bodyMemory(), bodyBytes),
        memory(network.capacity().answerMemory(), defaults.answerMemory(), bodyBytes));
  }

  /** Where nothing was said: at least two of the largest bodies at once, however small the heap. */
  private static long memory(OptionalInt given, long eighthOfHeap, int bodyBytes) {
    return given.isPresent() ? given.getAsInt() : Math.max(eighthOfHeap, 2L * bodyBytes);
  }
}
