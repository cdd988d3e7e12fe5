package dev.etagere.client;

import dev.etagere.client.call.Calls;
import dev.etagere.client.resource.Condition;
import dev.etagere.client.resource.Merge;
import dev.etagere.client.resource.Page;
import dev.etagere.client.resource.Patch;
import dev.etagere.client.resource.Selection;
import dev.etagere.client.resource.Versioned;
import dev.etagere.client.retry.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The calls of {@link EtagereClient} as futures; they hold no thread while they wait. A future
 * fails with what the other form throws, seen from dependent stages as the cause of a {@link
 * java.util.concurrent.CompletionException}. To cancel one does not stop the call: it ends at its
 * deadline. Functions run in threads that the client and others share, so they must not block.
 */
public final class AsyncEtagereClient {
  private final Calls calls;
  private final Duration deadline;

  AsyncEtagereClient(Calls calls, Duration deadline) {
    this.calls = calls;
    this.deadline = deadline;
  }

  /** See {@link EtagereClient#get(String, String, Class, CallOptions)}. */
  public <T> CompletableFuture<Versioned<T>> get(
      String collection, String id, Class<T> type, CallOptions options) {
    return calls.resources().get(collection, id, type, deadline(options));
  }

  /** See {@link EtagereClient#create(String, Object, CallOptions)}. */
  public <T> CompletableFuture<Versioned<T>> create(
      String collection, T value, CallOptions options) {
    return calls.resources().create(collection, value, options.keyOrNew(), deadline(options));
  }

  /** See {@link EtagereClient#put(String, String, Object, Condition, CallOptions)}. */
  public <T> CompletableFuture<Versioned<T>> put(
      String collection, String id, T value, Condition condition, CallOptions options) {
    return calls
        .resources()
        .put(collection, id, value, condition, options.keyOrNew(), deadline(options));
  }

  /** See {@link EtagereClient#patch(String, String, Patch, Condition, CallOptions)}. */
  public CompletableFuture<String> patch(
      String collection, String id, Patch patch, Condition condition, CallOptions options) {
    return calls
        .resources()
        .patch(collection, id, patch, condition, options.keyOrNew(), deadline(options));
  }

  /** See {@link EtagereClient#delete(String, String, Condition, CallOptions)}. */
  public CompletableFuture<Void> delete(
      String collection, String id, Condition condition, CallOptions options) {
    return calls
        .resources()
        .delete(collection, id, condition, options.keyOrNew(), deadline(options));
  }

  /** See {@link EtagereClient#update(String, String, Class, UnaryOperator, CallOptions)}. */
  public <T> CompletableFuture<Versioned<T>> update(
      String collection, String id, Class<T> type, UnaryOperator<T> function, CallOptions options) {
    options.requireNoKey();
    return calls.edits().update(collection, id, type, function, deadline(options));
  }

  /** See {@link EtagereClient#update(String, Class, Versioned, Object, Merge, CallOptions)}. */
  public <T> CompletableFuture<Versioned<T>> update(
      String collection,
      Class<T> type,
      Versioned<T> base,
      T mine,
      Merge<T> merge,
      CallOptions options) {
    options.requireNoKey();
    return calls.edits().merge(collection, base, type, mine, merge, deadline(options));
  }

  /**
   * A part of a collection. Needs Etagere's form of lists.
   *
   * @param limit the most items, as the server allows
   * @param after {@link Page#next()} of the page before; null for the first
   */
  public <T> CompletableFuture<Page<T>> page(
      String collection, Class<T> type, int limit, @Nullable String after, CallOptions options) {
    return calls.listing().page(collection, type, Selection.ALL, limit, after, deadline(options));
  }

  private Deadline deadline(CallOptions options) {
    return Deadline.after(options.deadlineOr(deadline));
  }
}
