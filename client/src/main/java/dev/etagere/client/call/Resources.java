package dev.etagere.client.call;

import dev.etagere.client.cache.Representation;
import dev.etagere.client.cache.RepresentationCache;
import dev.etagere.client.http.Answer;
import dev.etagere.client.http.Ask;
import dev.etagere.client.key.IdempotencyKey;
import dev.etagere.client.resource.Condition;
import dev.etagere.client.resource.Patch;
import dev.etagere.client.resource.Versioned;
import dev.etagere.client.retry.Answered;
import dev.etagere.client.retry.Attempts;
import dev.etagere.client.retry.Deadline;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The calls that are one request. */
public record Resources(Asks asks, Answers answers, Attempts attempts, RepresentationCache cache) {

  /** Reads, by revalidating what was kept. */
  public <T> CompletableFuture<Versioned<T>> get(
      String collection, String id, Class<T> type, Deadline deadline) {
    URI uri = asks.resource(collection, id);
    Representation known = cache.find(uri).orElse(null);
    Ask ask = asks.read(uri, known == null ? null : known.etag());
    return attempts
        .call(ask, deadline)
        .thenApply(
            answered -> {
              Representation now = current(ask, answered, known);
              T value = answers.value(ask, answered.answer(), now.content(), type);
              return new Versioned<>(id, value, now.etag(), now.lastModified());
            });
  }

  private Representation current(Ask ask, Answered answered, @Nullable Representation known) {
    Answer answer = answered.answer();
    if (answer.status() == 304 && known != null && isSame(answer, known)) {
      return known;
    } else if (answer.status() != 200) {
      cache.forget(ask.uri());
      throw answers.failures().refused(ask, answered);
    }
    Representation read = answers.representation(ask, answer);
    if (mayKeep(answer)) {
      cache.keep(ask.uri(), read);
    }
    return read;
  }

  /** A 304 about another version cannot be answered with this one (RFC 9111 §4.3.4). */
  private static boolean isSame(Answer answer, Representation known) {
    return answer.field("ETag").map(known.etag()::equals).orElse(true);
  }

  private static boolean mayKeep(Answer answer) {
    return !String.join(",", answer.headers().allValues("Cache-Control"))
        .toLowerCase(Locale.ROOT)
        .contains("no-store");
  }

  /** Creates under an id that the server makes. */
  public <T> CompletableFuture<Versioned<T>> create(
      String collection, T value, IdempotencyKey key, Deadline deadline) {
    byte[] content = answers.json().write(value);
    Ask ask = asks.create(asks.collection(collection), content, key);
    return attempts.call(ask, deadline).thenApply(answered -> created(ask, answered, value));
  }

  /** A server that adds members shows them, and says so by Content-Location (RFC 9110 §8.7). */
  @SuppressWarnings("unchecked") // The class of a T is a Class<? extends T>.
  private <T> Versioned<T> created(Ask ask, Answered answered, T value) {
    Answer answer = answered.answer();
    if (answer.status() != 201 && answer.status() != 200) {
      throw answers.failures().refused(ask, answered);
    }
    String id = answers.newId(ask, answer);
    String etag = answers.newTag(ask, answer);
    boolean isShown = answer.body().length > 0 && answer.field("Content-Location").isPresent();
    T made =
        isShown ? answers.value(ask, answer, answer.body(), (Class<T>) value.getClass()) : value;
    return new Versioned<>(id, made, etag, Answers.lastModified(answer));
  }

  /** Creates or replaces. */
  public <T> CompletableFuture<Versioned<T>> put(
      String collection,
      String id,
      T value,
      Condition condition,
      IdempotencyKey key,
      Deadline deadline) {
    byte[] content = answers.json().write(value);
    Ask ask = asks.put(asks.resource(collection, id), content, condition, key);
    return attempts
        .call(ask, deadline)
        .thenApply(
            answered -> {
              Answer answer = changed(ask, answered);
              Representation now =
                  new Representation(
                      answers.newTag(ask, answer), Answers.lastModified(answer), content);
              cache.keep(ask.uri(), now);
              return new Versioned<>(id, value, now.etag(), now.lastModified());
            });
  }

  /** Changes a part; the result is the new entity tag. */
  public CompletableFuture<String> patch(
      String collection,
      String id,
      Patch patch,
      Condition condition,
      IdempotencyKey key,
      Deadline deadline) {
    byte[] content = answers.json().write(patch.document());
    Ask ask = asks.patch(asks.resource(collection, id), patch.mediaType(), content, condition, key);
    return attempts
        .call(ask, deadline)
        .thenApply(answered -> answers.newTag(ask, changed(ask, answered)));
  }

  /** Deletes. */
  public CompletableFuture<Void> delete(
      String collection, String id, Condition condition, IdempotencyKey key, Deadline deadline) {
    Ask ask = asks.delete(asks.resource(collection, id), condition, key);
    return attempts
        .call(ask, deadline)
        .thenAccept(
            answered -> {
              if (!isGoneAfterDoubt(answered)) {
                changed(ask, answered);
              }
              cache.forget(ask.uri());
            });
  }

  /** Without keys the repeat of a DELETE that was done finds nothing: that is what was wanted. */
  private boolean isGoneAfterDoubt(Answered answered) {
    int status = answered.answer().status();
    return answered.afterDoubt() && !asks.keysHonoured() && (status == 404 || status == 410);
  }

  private Answer changed(Ask ask, Answered answered) {
    return switch (answered.answer().status()) {
      case 200, 201, 204 -> answered.answer();
      default -> throw answers.failures().refused(ask, answered);
    };
  }
}
