package dev.etagere.client.http;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
    long start = System.nanoTime();
    return client
        .sendAsync(messages.request(ask, timeout), messages.bodies())
        .thenCompose(
            response -> content(response, timeout.toNanos() - (System.nanoTime() - start)));
  }

  private static CompletableFuture<Answer> content(HttpResponse<BoundedBody> response, long left) {
    CompletableFuture<byte[]> content = response.body().content();
    if (content.isDone()) {
      return content.thenApply(bytes -> Messages.answer(response, bytes));
    }
    return content
        .orTimeout(left, TimeUnit.NANOSECONDS)
        .exceptionallyCompose(
            failure -> {
              response.body().cancel();
              return CompletableFuture.failedFuture(
                  failure instanceof TimeoutException ? Messages.unended() : failure);
            })
        .thenApply(bytes -> Messages.answer(response, bytes));
  }

  @Override
  public CompletableFuture<Void> pause(Duration duration) {
    return CompletableFuture.runAsync(
        () -> {}, CompletableFuture.delayedExecutor(duration.toNanos(), TimeUnit.NANOSECONDS));
  }
}
