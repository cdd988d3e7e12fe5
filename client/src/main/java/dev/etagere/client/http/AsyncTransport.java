package dev.etagere.client.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Blocks no thread. */
public final class AsyncTransport implements Transport {
  private final HttpClient client;
  private final Messages messages;

  /** Sends over this client. */
  public AsyncTransport(HttpClient client, Messages messages) {
    this.client = client;
    this.messages = messages;
  }

  @Override
  public CompletableFuture<Answer> send(Ask ask, Duration timeout) {
    return client
        .sendAsync(messages.request(ask, timeout), messages.bodies(timeout))
        .thenApply(Messages::answer);
  }

  @Override
  public CompletableFuture<Void> pause(Duration duration) {
    return CompletableFuture.runAsync(
        () -> {}, CompletableFuture.delayedExecutor(duration.toNanos(), TimeUnit.NANOSECONDS));
  }
}
