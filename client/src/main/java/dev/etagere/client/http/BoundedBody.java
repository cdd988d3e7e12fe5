package dev.etagere.client.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Collects an answer's content up to a limit. The answer is handed over when its head is there,
 * since {@code HttpRequest.timeout} ends with the head: whoever waits for the content bounds that
 * wait, and cancels.
 */
final class BoundedBody implements BodySubscriber<BoundedBody> {
  private final int limit;
  private final int status;
  private final CompletableFuture<byte[]> content = new CompletableFuture<>();
  private final List<ByteBuffer> parts = new ArrayList<>(2);
  private volatile Flow.@Nullable Subscription subscription;
  private int size;

  BoundedBody(int limit, int status) {
    this.limit = limit;
    this.status = status;
  }

  /** All of the content, {@link OversizedAnswerException}, or why it broke off. */
  CompletableFuture<byte[]> content() {
    return content;
  }

  /** Stops reading, which closes the connection. */
  void cancel() {
    Flow.Subscription running = subscription;
    if (running != null) {
      running.cancel();
    }
  }

  @Override
  public CompletionStage<BoundedBody> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription started) {
    subscription = started;
    started.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      size += buffer.remaining();
    }
    if (size > limit || size < 0) {
      parts.clear();
      cancel();
      content.completeExceptionally(new OversizedAnswerException(limit, status));
    } else {
      parts.addAll(buffers);
    }
  }

  @Override
  public void onError(Throwable failure) {
    content.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    byte[] bytes = new byte[size];
    int position = 0;
    for (ByteBuffer part : parts) {
      int length = part.remaining();
      part.get(bytes, position, length);
      position += length;
    }
    content.complete(bytes);
  }
}
