package dev.etagere.client.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Does all in the thread of the caller; an interrupt ends the call and stays set. */
public final class BlockingTransport implements Transport {
  private final HttpClient client;
  private final Messages messages;

  /** Sends over this client. */
  public BlockingTransport(HttpClient client, Messages messages) {
    this.client = client;
    this.messages = messages;
  }

  @Override
  public CompletableFuture<Answer> send(Ask ask, Duration timeout) {
    try {
      return CompletableFuture.completedFuture(
          Messages.answer(client.send(messages.request(ask, timeout), messages.bodies(timeout))));
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(interrupt);
    } catch (IOException failure) {
      // The client wraps what a subscriber reports.
      boolean isOversized = failure.getCause() instanceof OversizedAnswerException;
      return CompletableFuture.failedFuture(isOversized ? failure.getCause() : failure);
    }
  }

  @Override
  public CompletableFuture<Void> pause(Duration duration) {
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
      return CompletableFuture.completedFuture(null);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(interrupt);
    }
  }
}
