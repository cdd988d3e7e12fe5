package dev.etagere.client.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
      return CompletableFuture.completedFuture(exchange(ask, timeout));
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(interrupt);
    } catch (IOException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private Answer exchange(Ask ask, Duration timeout) throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpResponse<BoundedBody> response =
        client.send(messages.request(ask, timeout), messages.bodies());
    BoundedBody body = response.body();
    try {
      long left = timeout.toNanos() - (System.nanoTime() - start);
      return Messages.answer(response, body.content().get(left, TimeUnit.NANOSECONDS));
    } catch (TimeoutException slow) {
      body.cancel();
      throw Messages.unended();
    } catch (InterruptedException interrupt) {
      body.cancel();
      throw interrupt;
    } catch (ExecutionException broken) {
      throw broken.getCause() instanceof IOException io ? io : new IOException(broken.getCause());
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
