package dev.etagere.server.tool.feed;

import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Creates a document of each line of a file in a collection. Each request has a key that follows
 * from its line, so the same file can be sent again after any failure: what was created is not
 * created twice, not even if it was changed or deleted since.
 */
public final class Import {
  /** Is told what happens, by several threads. */
  public interface Listener {
    /** A line is behind. */
    void at(long lines);

    /** A line was refused. */
    void refused(long line, String reason);
  }

  private final Destination destination;
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
   * @param collection the name of the collection that the destination is
   * @param documentsOnly whether a line that is an item of a list is a document like any other;
   *     else it is created under its id
   * @param parallel how many requests are sent at the same time
   */
  public Import(
      Destination destination,
      String collection,
      boolean documentsOnly,
      int parallel,
      Listener listener) {
    this.destination = destination;
    this.keys = new LineKeys(collection);
    this.documentsOnly = documentsOnly;
    this.parallel = parallel;
    this.listener = listener;
  }

  /**
   * Sends all lines.
   *
   * @throws FeedException if the destination cannot be reached or takes nothing from this caller;
   *     what was sent before stays
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
  private record Task(long line, @Nullable ResourceId id, String key, Content document) {}

  /** Keys are made in the order of lines: the second of two equal ones must stay the second. */
  private Task task(Line line) {
    Optional<Item> item = documentsOnly ? Optional.empty() : Item.of(line.text().bytes());
    if (item.isEmpty()) {
      return new Task(line.number(), null, keys.ofDocument(line.text()), line.text());
    }
    ResourceId id = item.get().id();
    Content document = item.get().value();
    return new Task(line.number(), id, keys.ofItem(id.value(), document), document);
  }

  private void run(Task task, Semaphore room) {
    try {
      if (failure.get() == null) {
        count(task, destination.create(task.id(), task.key(), task.document()));
      }
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    } finally {
      room.release();
    }
  }

  private void count(Task task, Destination.Result result) {
    if (result instanceof Destination.Result.Created) {
      created.increment();
    } else if (result instanceof Destination.Result.Unchanged) {
      unchanged.increment();
    } else if (result instanceof Destination.Result.Refused no) {
      refused.increment();
      listener.refused(task.line(), no.reason());
    }
    listener.at(created.sum() + unchanged.sum() + refused.sum());
  }
}
