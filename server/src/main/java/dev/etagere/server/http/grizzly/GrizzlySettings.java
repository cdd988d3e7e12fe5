package dev.etagere.server.http.grizzly;

import static com.google.common.base.Preconditions.checkArgument;

import dev.etagere.server.http.grizzly.head.HeadLimits;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What the HTTP server needs to know.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any free one
 * @param headLimits how large the head of a request may be
 * @param maxDrainBytes content that an endpoint did not read is taken off the connection up to this
 *     many bytes; with more, the connection is closed
 * @param workerThreads requests that may run at once; each may block on the store
 * @param readsOnSelector raw paths whose GET and HEAD without content run on the thread that read
 *     them. Only for what is quick and never waits: a slow read delays every connection of that
 *     thread
 * @param idleTimeout how long a connection without traffic is kept
 */
public record GrizzlySettings(
    String host,
    int port,
    HeadLimits headLimits,
    long maxDrainBytes,
    int workerThreads,
    Predicate<String> readsOnSelector,
    Duration idleTimeout) {

  public GrizzlySettings {
    checkArgument(port >= 0 && port <= 65535, "port must be 0 to 65535, but is %s", port);
    checkArgument(maxDrainBytes >= 0, "maxDrainBytes must not be negative: %s", maxDrainBytes);
    checkArgument(workerThreads > 0, "workerThreads must be positive, but is %s", workerThreads);
    checkArgument(
        idleTimeout.toSeconds() > 0,
        "idleTimeout must be at least a second, but is %s",
        idleTimeout);
  }

  /** All limits at their defaults: 64 KiB drained, 64 workers, 60 s idle, reads on workers. */
  public static GrizzlySettings of(String host, int port) {
    return new GrizzlySettings(
        host, port, HeadLimits.DEFAULT, 64 * 1024, 64, path -> false, Duration.ofSeconds(60));
  }

  /** The same with other limits for the head. */
  public GrizzlySettings withHeadLimits(HeadLimits limits) {
    return new GrizzlySettings(
        host, port, limits, maxDrainBytes, workerThreads, readsOnSelector, idleTimeout);
  }

  /** The same with another number of worker threads. */
  public GrizzlySettings withWorkerThreads(int threads) {
    return new GrizzlySettings(
        host, port, headLimits, maxDrainBytes, threads, readsOnSelector, idleTimeout);
  }

  /** The same with reads of these raw paths on the selector threads. */
  public GrizzlySettings withReadsOnSelector(Predicate<String> paths) {
    return new GrizzlySettings(
        host, port, headLimits, maxDrainBytes, workerThreads, paths, idleTimeout);
  }
}
