package dev.etagere.server.http.grizzly;

import static com.google.common.base.Preconditions.checkArgument;

import dev.etagere.server.http.grizzly.body.Foresight;
import dev.etagere.server.http.grizzly.guard.ConnectionLimits;
import dev.etagere.server.http.grizzly.guard.WaitingLimits;
import dev.etagere.server.http.grizzly.head.HeadLimits;
import java.util.function.Predicate;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP server needs to know.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any free one
 * @param headLimits how large the head of a request may be
 * @param workerThreads requests that may run at once; each may block on the store
 * @param quickPaths raw paths whose GET, HEAD and, with little content, PUT and DELETE run on the
 *     thread that read them. Only where these are quick and never wait, or move what waits to
 *     another thread: a slow one delays every connection of that thread
 * @param foresight what is refused before its content is sent
 * @param connections what connections may take up
 * @param waiting how many requests may wait for a worker, and how long
 * @param tls how TLS is spoken; null for plain HTTP
 */
public record GrizzlySettings(
    String host,
    int port,
    HeadLimits headLimits,
    int workerThreads,
    Predicate<String> quickPaths,
    Foresight foresight,
    ConnectionLimits connections,
    WaitingLimits waiting,
    @Nullable SSLEngineConfigurator tls) {

  public GrizzlySettings {
    checkArgument(port >= 0 && port <= 65535, "port must be 0 to 65535, but is %s", port);
    checkArgument(workerThreads > 0, "workerThreads must be positive, but is %s", workerThreads);
  }

  /** All limits at their defaults: 64 workers, all requests on them. */
  public static GrizzlySettings of(String host, int port) {
    return new GrizzlySettings(
        host,
        port,
        HeadLimits.DEFAULT,
        64,
        path -> false,
        Foresight.NONE,
        ConnectionLimits.DEFAULT,
        WaitingLimits.DEFAULT,
        null);
  }

  /** The same with other limits for the head. */
  public GrizzlySettings withHeadLimits(HeadLimits limits) {
    return new GrizzlySettings(
        host, port, limits, workerThreads, quickPaths, foresight, connections, waiting, tls);
  }

  /** The same with another number of worker threads. */
  public GrizzlySettings withWorkerThreads(int threads) {
    return new GrizzlySettings(
        host, port, headLimits, threads, quickPaths, foresight, connections, waiting, tls);
  }

  /** The same with requests for these raw paths on the selector threads. */
  public GrizzlySettings withQuickPaths(Predicate<String> paths) {
    return new GrizzlySettings(
        host, port, headLimits, workerThreads, paths, foresight, connections, waiting, tls);
  }

  /** The same with refusals before content is sent. */
  public GrizzlySettings withForesight(Foresight other) {
    return new GrizzlySettings(
        host, port, headLimits, workerThreads, quickPaths, other, connections, waiting, tls);
  }

  /** The same with other limits for connections. */
  public GrizzlySettings withConnections(ConnectionLimits limits) {
    return new GrizzlySettings(
        host, port, headLimits, workerThreads, quickPaths, foresight, limits, waiting, tls);
  }

  /** The same without TLS, on another port. */
  public GrizzlySettings withoutTlsOn(int plainPort) {
    return new GrizzlySettings(
        host,
        plainPort,
        headLimits,
        workerThreads,
        quickPaths,
        foresight,
        connections,
        waiting,
        null);
  }

  /** The same with TLS. */
  public GrizzlySettings withTls(SSLEngineConfigurator engines) {
    return new GrizzlySettings(
        host,
        port,
        headLimits,
        workerThreads,
        quickPaths,
        foresight,
        connections,
        waiting,
        engines);
  }

  /** The same with other limits for requests that wait. */
  public GrizzlySettings withWaiting(WaitingLimits limits) {
    return new GrizzlySettings(
        host, port, headLimits, workerThreads, quickPaths, foresight, connections, limits, tls);
  }
}
