package dev.etagere.client;

import dev.etagere.client.call.Calls;
import dev.etagere.client.call.Futures;
import dev.etagere.client.call.Pages;
import dev.etagere.client.key.IdempotencyKey;
import dev.etagere.client.resource.Condition;
import dev.etagere.client.resource.Merge;
import dev.etagere.client.resource.Patch;
import dev.etagere.client.resource.Selection;
import dev.etagere.client.resource.Versioned;
import dev.etagere.client.retry.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Reads and changes JSON resources, so that no change of others is lost and none is made twice.
 *
 * <pre>{@code
 * EtagereClient client = EtagereClient.of(URI.create("http://127.0.0.1:8080"));
 * Versioned<Note> note = client.create("notes", new Note("Buy bread"));
 * client.update("notes", note.id(), Note.class, n -> n.withText("Buy milk"));
 * }</pre>
 *
 * A call is tried again as {@link dev.etagere.client.retry.RetryPolicy} says. Each of its attempts
 * that changes something carries the same Idempotency-Key: a new one for each call, unless {@link
 * CallOptions} name one. What a call cannot do it tells by an {@link
 * dev.etagere.client.error.EtagereException}. If the thread is interrupted, the call ends like at
 * its deadline, and the thread stays interrupted. Safe for use by any number of threads.
 */
public final class EtagereClient {
  /** Large enough to be quick, small enough to be cheap if only the first items are wanted. */
  private static final int PAGE = 50;

  private final Calls calls;
  private final Duration deadline;
  private final AsyncEtagereClient async;

  EtagereClient(Calls calls, Duration deadline, AsyncEtagereClient async) {
    this.calls = calls;
    this.deadline = deadline;
    this.async = async;
  }

  /**
   * A client with the defaults.
   *
   * @param server the address of an Etagere server; or, with a path, the URI below which any server
   *     has its collections
   */
  public static EtagereClient of(URI server) {
    return builder(server).build();
  }

  /** A client that is made as it is told, for the same kinds of address. */
  public static ClientBuilder builder(URI server) {
    return new ClientBuilder(server);
  }

  /** The same client with calls that return futures; it shares the cache and the budget. */
  public AsyncEtagereClient async() {
    return async;
  }

  /** Reads a resource (RFC 9110 §9.3.1). What was read before is revalidated: that is a 304. */
  public <T> Versioned<T> get(String collection, String id, Class<T> type) {
    return get(collection, id, type, CallOptions.DEFAULT);
  }

  /** The same with options. */
  public <T> Versioned<T> get(String collection, String id, Class<T> type, CallOptions options) {
    return Futures.await(calls.resources().get(collection, id, type, deadline(options)));
  }

  /** Creates a resource under an id that the server makes, once, however often it is tried. */
  public <T> Versioned<T> create(String collection, T value) {
    return create(collection, value, CallOptions.DEFAULT);
  }

  /** The same with options: with the same key and value also after a crash. */
  public <T> Versioned<T> create(String collection, T value, CallOptions options) {
    return Futures.await(
        calls.resources().create(collection, value, options.keyOrNew(), deadline(options)));
  }

  /** Creates or replaces the resource of this id (RFC 9110 §9.3.4). */
  public <T> Versioned<T> put(String collection, String id, T value, Condition condition) {
    return put(collection, id, value, condition, CallOptions.DEFAULT);
  }

  /** The same with options. */
  public <T> Versioned<T> put(
      String collection, String id, T value, Condition condition, CallOptions options) {
    IdempotencyKey key = options.keyOrNew();
    return Futures.await(
        calls.resources().put(collection, id, value, condition, key, deadline(options)));
  }

  /**
   * Changes a part of a resource (RFC 5789).
   *
   * @return the entity tag of the new version
   */
  public String patch(String collection, String id, Patch patch, Condition condition) {
    return patch(collection, id, patch, condition, CallOptions.DEFAULT);
  }

  /** The same with options. */
  public String patch(
      String collection, String id, Patch patch, Condition condition, CallOptions options) {
    IdempotencyKey key = options.keyOrNew();
    return Futures.await(
        calls.resources().patch(collection, id, patch, condition, key, deadline(options)));
  }

  /** Deletes a resource (RFC 9110 §9.3.5). */
  public void delete(String collection, String id, Condition condition) {
    delete(collection, id, condition, CallOptions.DEFAULT);
  }

  /** The same with options. */
  public void delete(String collection, String id, Condition condition, CallOptions options) {
    IdempotencyKey key = options.keyOrNew();
    Futures.await(calls.resources().delete(collection, id, condition, key, deadline(options)));
  }

  /**
   * Reads, applies the function, and writes if nobody has written between; else again with what is
   * there then. Bounded by the deadline and by {@link ClientBuilder#maxUpdateRounds}.
   *
   * @param function makes the new value; <b>it may run more than once</b>, so it must do nothing
   *     else. What it throws ends the update, and nothing is written
   * @return the version that was written
   */
  public <T> Versioned<T> update(
      String collection, String id, Class<T> type, UnaryOperator<T> function) {
    return update(collection, id, type, function, CallOptions.DEFAULT);
  }

  /**
   * The same with a deadline.
   *
   * @throws IllegalArgumentException if the options name a key: each round is another change. To
   *     repeat one after a crash, keep what is to be written, and {@link #put} it
   */
  public <T> Versioned<T> update(
      String collection, String id, Class<T> type, UnaryOperator<T> function, CallOptions options) {
    options.requireNoKey();
    return Futures.await(calls.edits().update(collection, id, type, function, deadline(options)));
  }

  /**
   * Writes an edit that began with an earlier version: as it is, if that is still the current one,
   * else joined with what others have changed, until nobody comes between.
   *
   * @param base what the edit began with, as it was read
   * @param mine what the edit made of it
   * @return the version that was written
   */
  public <T> Versioned<T> update(
      String collection, Class<T> type, Versioned<T> base, T mine, Merge<T> merge) {
    return update(collection, type, base, mine, merge, CallOptions.DEFAULT);
  }

  /** The same with a deadline; a key is refused as above. */
  public <T> Versioned<T> update(
      String collection,
      Class<T> type,
      Versioned<T> base,
      T mine,
      Merge<T> merge,
      CallOptions options) {
    options.requireNoKey();
    return Futures.await(
        calls.edits().merge(collection, base, type, mine, merge, deadline(options)));
  }

  /**
   * All members of a collection, in the order of their ids; each page is read when the stream comes
   * to it. Needs Etagere's form of lists.
   */
  public <T> Stream<Versioned<T>> list(String collection, Class<T> type) {
    return list(collection, type, Selection.ALL);
  }

  /** The members that a selection says, read in the same way. */
  public <T> Stream<Versioned<T>> list(String collection, Class<T> type, Selection selection) {
    return Pages.stream(
        after ->
            Futures.await(
                calls
                    .listing()
                    .page(collection, type, selection, PAGE, after, Deadline.after(deadline))));
  }

  private Deadline deadline(CallOptions options) {
    return Deadline.after(options.deadlineOr(deadline));
  }
}
