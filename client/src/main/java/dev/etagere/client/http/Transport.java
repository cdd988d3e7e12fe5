package dev.etagere.client.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Sends one request once. What is built on it is written for futures; over the blocking form these
 * are complete when they are returned, so that everything runs in the thread of the caller.
 */
public interface Transport {
  /**
   * Sends a request and reads all of its answer.
   *
   * @return the answer, or an {@link java.io.IOException}: {@link
   *     java.net.http.HttpTimeoutException} after the time
   */
  CompletableFuture<Answer> send(Ask ask, Duration timeout);

  /** Complete after that time, or failed with {@link InterruptedException}. */
  CompletableFuture<Void> pause(Duration duration);
}
