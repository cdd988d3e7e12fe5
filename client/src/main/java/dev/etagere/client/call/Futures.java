package dev.etagere.client.call;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Out of futures. */
public final class Futures {
  private Futures() {}

  /** The result of a future that blocking calls have completed, or what it failed with. */
  public static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      Throwable cause = cause(e);
      if (cause instanceof RuntimeException failure) {
        throw failure;
      } else if (cause instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
