package dev.etagere.server.http.grizzly;

import dev.etagere.server.http.grizzly.answer.ErrorPages;
import dev.etagere.server.http.grizzly.exchange.AccessLog;
import dev.etagere.server.http.grizzly.guard.ConnectionGuard;
import dev.etagere.server.http.log.LogThread;
import dev.etagere.server.http.management.Management;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import org.glassfish.grizzly.http.KeepAlive;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.ServerConfiguration;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running HTTP/1.1 server in front of a JAX-RS application.
 *
 * <p>It accepts only requests that every conforming recipient understands alike (RFC 9112); all
 * else is answered with a problem (RFC 9457) and the connection closed. What the application sees
 * of a request's target is what was sent, undecoded.
 */
public final class GrizzlyServer implements AutoCloseable {
  /** How long {@link #close} waits for requests in flight. */
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(GrizzlyServer.class);
  private static final int UNLIMITED = -1;

  private final HttpServer server;
  private final NetworkListener listener;
  private final ConnectionGuard guard;
  private final StrictHttp strict;
  private final InFlight inFlight;
  private final Levels levels;
  private @Nullable NetworkListener plain;
  private boolean finished;

  private GrizzlyServer(
      HttpServer server,
      NetworkListener listener,
      ConnectionGuard guard,
      StrictHttp strict,
      InFlight inFlight,
      Levels levels) {
    this.levels = levels;
    this.strict = strict;
    this.server = server;
    this.listener = listener;
    this.guard = guard;
    this.inFlight = inFlight;
  }

  /**
   * Starts a server.
   *
   * @param log where requests are logged; the caller closes it, after the server
   * @throws IOException where the address cannot be listened on
   */
  public static GrizzlyServer start(
      GrizzlySettings settings, ResourceConfig application, LogThread log) throws IOException {
    return start(settings, application, new AccessLog(log), null);
  }

  /**
   * Starts a server that answers about itself too, beside the application.
   *
   * @param accessLog is told of each request
   * @param management what it answers about itself; null for nothing
   * @throws IOException where the address cannot be listened on
   */
  public static GrizzlyServer start(
      GrizzlySettings settings,
      ResourceConfig application,
      AccessLog accessLog,
      @Nullable Management management)
      throws IOException {
    InFlight inFlight = new InFlight();
    ManagementHandler beside = management == null ? null : new ManagementHandler(management);
    JerseyHandler handler = new JerseyHandler(application, settings, inFlight, accessLog, beside);
    return start(settings, handler, handler.admission(), inFlight, accessLog);
  }

  /**
   * Starts a server that answers about another one, on a port of its own.
   *
   * @throws IOException where the address cannot be listened on
   */
  public static GrizzlyServer startManagement(
      GrizzlySettings settings, Management management, LogThread log) throws IOException {
    return start(
        settings,
        new ManagementHandler(management),
        new Admission(settings.waiting()),
        new InFlight(),
        new AccessLog(log));
  }

  private static GrizzlyServer start(
      GrizzlySettings settings,
      HttpHandler handler,
      Admission admission,
      InFlight inFlight,
      AccessLog accessLog)
      throws IOException {
    ConnectionGuard guard = new ConnectionGuard(settings.connections());
    NetworkListener listener = listener(settings);
    StrictHttp strict = new StrictHttp(settings, guard, accessLog);
    listener.registerAddOn(strict);
    HttpServer server = new HttpServer();
    ServerConfiguration config = server.getServerConfiguration();
    config.setName("etagere");
    // Grizzly would answer TRACE itself; and InFlight counts, or both would pay for it.
    config.setPassTraceRequest(true);
    config.setGracefulShutdownSupported(false);
    config.addHttpHandler(handler, "/");
    server.addListener(listener);
    try {
      server.start();
    } catch (IOException e) {
      guard.close();
      server.shutdownNow();
      throw cannotListen(settings, e);
    }
    return new GrizzlyServer(
        server,
        listener,
        guard,
        strict,
        inFlight,
        new CurrentLevels(admission, inFlight, guard, strict.bodies()));
  }

  private static NetworkListener listener(GrizzlySettings settings) {
    String name = settings.tls() == null ? "etagere" : "etagere-tls";
    NetworkListener listener = new NetworkListener(name, settings.host(), settings.port());
    listener.setDefaultErrorPageGenerator(new ErrorPages());
    if (settings.tls() != null) {
      listener.setSecure(true);
      listener.setSSLEngineConfig(settings.tls());
    }
    KeepAlive keepAlive = listener.getKeepAlive();
    keepAlive.setIdleTimeoutInSeconds(UNLIMITED); // The guard counts.
    // No write ever waits for its reader; the guard bounds what is waiting.
    listener.setMaxPendingBytes(UNLIMITED);
    keepAlive.setMaxRequestsCount(UNLIMITED);
    ThreadPoolConfig workers = listener.getTransport().getWorkerThreadPoolConfig();
    workers
        .setPoolName("etagere-worker")
        .setCorePoolSize(settings.workerThreads())
        .setMaxPoolSize(settings.workerThreads());
    return listener;
  }

  private static IOException cannotListen(GrizzlySettings settings, IOException e) {
    return new IOException(
        "Cannot listen on %s port %d: %s. Choose an address of this machine and a free port."
            .formatted(settings.host(), settings.port(), e.getMessage()),
        e);
  }

  /**
   * Listens on another port too, without TLS. Both share all limits but that of requests at once.
   *
   * @param settings host and port, and the same as of the other in all else
   * @throws IOException where that cannot be listened on; this server is closed then
   */
  public void listenWithoutTls(GrizzlySettings settings) throws IOException {
    NetworkListener second = listener(settings);
    second.registerAddOn(strict);
    server.addListener(second);
    try {
      second.start();
    } catch (IOException e) {
      close();
      throw cannotListen(settings, e);
    }
    plain = second;
  }

  /** The port without TLS besides the one with it, if there is one. */
  public OptionalInt plainPort() {
    return plain == null ? OptionalInt.empty() : OptionalInt.of(plain.getPort());
  }

  /** The port that is listened on. */
  public int port() {
    return listener.getPort();
  }

  /** How full the server is. */
  public Levels levels() {
    return levels;
  }

  /** How many connections are open. */
  public int connections() {
    return guard.connections();
  }

  /**
   * Stops: no new connection is accepted, requests in flight are finished, others on connections
   * that are still open get 503. Afterwards all connections are closed.
   *
   * <p>A second call does nothing but say again how the first one went.
   *
   * @param grace how long to wait for requests in flight, at most
   * @return whether all of them were finished
   */
  public synchronized boolean stop(Duration grace) {
    if (server.isStarted()) {
      listener.getTransport().unbindAll();
      if (plain != null) {
        plain.getTransport().unbindAll();
      }
      finished = await(grace);
      if (!finished) {
        LOG.warn("Stopping breaks requests off that took longer than {}.", grace);
      }
      server.shutdownNow();
      guard.close();
    }
    return finished;
  }

  private boolean await(Duration grace) {
    try {
      return inFlight.closeAndAwait(grace);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Stops with {@link #DEFAULT_GRACE}. */
  @Override
  public void close() {
    stop(DEFAULT_GRACE);
  }
}
