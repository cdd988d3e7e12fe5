package dev.etagere.client.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Collects an answer's content, up to a limit and for a time: {@code HttpRequest.timeout} ends with
 * the head, so that without a timer of its own a content that trickles would never end.
 */
final class BoundedBody implements BodySubscriber<byte[]> {
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final int limit;
  private final int status;
  private final long end;
  private final CompletableFuture<byte[]> content = new CompletableFuture<>();
  private final List<ByteBuffer> parts = new ArrayList<>(2);
  private volatile Flow.@Nullable Subscription subscription;
  private volatile @Nullable Future<?> expiry;
  private int size;

  /**
   * Makes one for an answer.
   *
   * @param end when it must be there, in the time of {@link System#nanoTime}
   */
  BoundedBody(int limit, int status, long end) {
    this.limit = limit;
    this.status = status;
    this.end = end;
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "etagere-client-timer");
              thread.setDaemon(true);
              return thread;
            });
    // Else each of many answers that are there in a millisecond would be held for seconds.
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** All of the content, {@link OversizedAnswerException}, or why it broke off. */
  @Override
  public CompletionStage<byte[]> getBody() {
    return content;
  }

  @Override
  public void onSubscribe(Flow.Subscription started) {
    subscription = started;
    expiry = TIMER.schedule(this::expire, end - System.nanoTime(), TimeUnit.NANOSECONDS);
    started.request(Long.MAX_VALUE);
  }

  private void expire() {
    content.completeExceptionally(
        new HttpTimeoutException("the answer began, but did not end in time"));
    cancel();
  }

  /** Stops reading, which closes the connection. */
  private void cancel() {
    Flow.Subscription running = subscription;
    if (running != null) {
      running.cancel();
    }
  }

  private void stopTimer() {
    Future<?> running = expiry;
    if (running != null) {
      running.cancel(false);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      size += buffer.remaining();
    }
    if (size > limit || size < 0) {
      parts.clear();
      stopTimer();
      cancel();
      content.completeExceptionally(new OversizedAnswerException(limit, status));
    } else {
      parts.addAll(buffers);
    }
  }

  @Override
  public void onError(Throwable failure) {
    stopTimer();
    content.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    stopTimer();
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
