package dev.etagere.server.tool.feed;

import dev.etagere.server.resource.Content;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Sends each line of a file as a document to a collection. Each request has a key that follows from
 * its line, so the same file can be sent again after any failure: what was created is not created
 * twice, not even if it was changed or deleted since.
 */
public final class Import {
  /** Is told what happens, by several threads. */
  public interface Listener {
    /** A line is behind. */
    void at(long lines);

    /** A line was refused. */
    void refused(long line, String reason);
  }

  private enum Outcome {
    CREATED,
    UNCHANGED
  }

  private final Api api;
  private final String path;
  private final LineKeys keys;
  private final boolean documentsOnly;
  private final int parallel;
  private final Listener listener;
  private final LongAdder created = new LongAdder();
  private final LongAdder unchanged = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  /**
   * Prepares an import.
   *
   * @param documentsOnly whether a line that is an item of a list is a document like any other;
   *     else it is created under its id
   * @param parallel how many requests are sent at the same time
   */
  public Import(
      Api api, String collection, boolean documentsOnly, int parallel, Listener listener) {
    this.api = api;
    this.path = "/v1/" + collection;
    this.keys = new LineKeys(collection);
    this.documentsOnly = documentsOnly;
    this.parallel = parallel;
    this.listener = listener;
  }

  /**
   * Sends all lines.
   *
   * @throws FeedException if the server cannot be reached or takes nothing from this caller; what
   *     was sent before stays
   */
  public ImportSummary run(InputStream in) throws IOException {
    LineReader lines = new LineReader(in);
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    Semaphore room = new Semaphore(2 * parallel);
    try {
      for (Line line = lines.next(); line != null && failure.get() == null; line = lines.next()) {
        Task task = task(line);
        room.acquireUninterruptibly();
        threads.execute(() -> run(task, room));
      }
      room.acquireUninterruptibly(2 * parallel);
    } finally {
      threads.shutdown();
    }
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    return new ImportSummary(created.sum(), unchanged.sum(), refused.sum());
  }

  /**
   * A request to be sent.
   *
   * @param line of the file
   * @param id under which the document is to be created; null if the server chooses
   */
  private record Task(long line, @Nullable String id, String key, Content document) {}

  /** Keys are made in the order of lines: the second of two equal ones must stay the second. */
  private Task task(Line line) {
    Optional<Item> item = documentsOnly ? Optional.empty() : Item.of(line.text().bytes());
    if (item.isEmpty()) {
      return new Task(line.number(), null, keys.ofDocument(line.text()), line.text());
    }
    String id = item.get().id().value();
    Content document = item.get().value();
    return new Task(line.number(), id, keys.ofItem(id, document), document);
  }

  private void run(Task task, Semaphore room) {
    try {
      if (failure.get() == null) {
        count(task.id() == null ? post(task) : put(task));
      }
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    } finally {
      room.release();
    }
  }

  private void count(Optional<Outcome> outcome) {
    if (outcome.isPresent()) {
      (outcome.get() == Outcome.CREATED ? created : unchanged).increment();
    }
    listener.at(created.sum() + unchanged.sum() + refused.sum());
  }

  private void refuse(long line, String reason) {
    refused.increment();
    listener.refused(line, reason);
  }

  private Optional<Outcome> post(Task task) {
    return outcome(task, api.send("POST", path, fields(task), task.document().bytes()));
  }

  private Optional<Outcome> put(Task task) {
    String url = path + "/" + task.id();
    Map<String, String> fields =
        Map.of(
            "Content-Type", "application/json",
            "Idempotency-Key", '"' + task.key() + '"',
            "If-None-Match", "*");
    HttpResponse<byte[]> answer = api.send("PUT", url, fields, task.document().bytes());
    if (answer.statusCode() == 412) {
      HttpResponse<byte[]> there = api.send("GET", url, Map.of(), new byte[0]);
      if (there.statusCode() == 200 && Arrays.equals(there.body(), task.document().bytes())) {
        return Optional.of(Outcome.UNCHANGED);
      }
    }
    return outcome(task, answer);
  }

  private Map<String, String> fields(Task task) {
    return Map.of("Content-Type", "application/json", "Idempotency-Key", '"' + task.key() + '"');
  }

  private Optional<Outcome> outcome(Task task, HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status == 404) {
      throw new FeedException("The server has no collection " + path + " for you.", null);
    }
    if (status == 201 || status == 200 || status == 204) {
      boolean made = status == 201 && answer.headers().firstValue("Idempotent-Replayed").isEmpty();
      return Optional.of(made ? Outcome.CREATED : Outcome.UNCHANGED);
    }
    refuse(task.line(), Refusal.of(answer));
    return Optional.empty();
  }
}
