package dev.etagere.server.store.sqlite;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.etagere.server.store.CallDeadline;
import dev.etagere.server.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The one thread that writes. What waits when it comes free goes into one transaction, so that many
 * callers share one sync of the disk; one that comes alone waits for nobody.
 */
final class GroupCommit implements AutoCloseable {
  private static final int QUEUE = 1024;
  private static final int BATCH = 512;
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final Duration UNBOUNDED = Duration.ofDays(365);
  private static final int LOOK_MILLIS = 100;

  private final BlockingQueue<PendingWrite> queue = new ArrayBlockingQueue<>(QUEUE);
  private final PendingWrite end = new PendingWrite(() -> "nothing", session -> 0);
  private final BatchWriter writer;
  private final Runnable written;
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean ended;
  private volatile IntConsumer batchSizes = size -> {};
  private volatile ImmutableList<PendingWrite> inHand = ImmutableList.of();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder()
              .setNameFormat("etagere-sqlite-deadlines")
              .setDaemon(true)
              .build());

  private GroupCommit(BatchWriter writer, Runnable written) {
    this.writer = writer;
    this.written = written;
    this.thread = new Thread(this::run, "etagere-sqlite-writer");
    thread.setDaemon(true);
  }

  /**
   * Starts the thread; the writer is its own from now on.
   *
   * @param written is told on that thread of each transaction that was tried
   */
  static GroupCommit start(BatchWriter writer, Runnable written) {
    GroupCommit started = new GroupCommit(writer, written);
    started.thread.start();
    // It lives as long as the thread does.
    Future<?> unused =
        started.clock.scheduleWithFixedDelay(
            started::expire, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return started;
  }

  /** Tells how many changes shared each transaction, on the writer's thread. */
  void observe(IntConsumer observer) {
    batchSizes = observer;
  }

  /** How many changes wait for the writer. */
  int waiting() {
    return queue.size();
  }

  /**
   * Writes, and returns when that is durable.
   *
   * @param subject what is written, for the message of a failure
   * @return how many rows were changed
   */
  int write(Supplier<String> subject, PendingWrite.Operation operation) {
    checkState(Thread.currentThread() != thread, "the writer would wait for itself");
    PendingWrite write = new PendingWrite(subject, operation, CallDeadline.leftNanos(UNBOUNDED));
    enqueue(write);
    if (ended && write.withdraw()) {
      throw closedStore();
    }
    return write.await();
  }

  /**
   * Writes, and returns at once.
   *
   * @param subject what is written, for the message of a failure
   * @param patience a write that could not begin within this time is not begun: its caller has
   *     given up by then
   * @return how many rows were changed, once that is durable: completed on the thread that writes,
   *     which goes on only when whoever is told so returns
   */
  CompletionStage<Integer> writeAsync(
      Supplier<String> subject, PendingWrite.Operation operation, Duration patience) {
    long since = System.nanoTime();
    long left;
    try {
      left = CallDeadline.leftNanos(UNBOUNDED);
    } catch (StoreUnavailableException e) {
      return CompletableFuture.failedFuture(e);
    }
    PendingWrite write =
        new PendingWrite(
            subject,
            session -> {
              if (System.nanoTime() - since > patience.toNanos()) {
                throw tooMany(subject.get());
              }
              return operation.run(session);
            },
            left);
    return offer(write);
  }

  /**
   * Writes in a transaction of its own, and returns at once: for what takes long, or much room.
   *
   * @param subject what is written, for the message of a failure
   * @return how many rows were changed, as for {@link #writeAsync}
   */
  CompletionStage<Integer> writeAlone(Supplier<String> subject, PendingWrite.Operation operation) {
    return offer(PendingWrite.alone(subject, operation));
  }

  private CompletionStage<Integer> offer(PendingWrite write) {
    if (closed) {
      write.fail(GroupCommit::closedStore);
    } else if (!queue.offer(write)) {
      write.fail(() -> tooMany(write.subject()));
    } else if (ended && write.withdraw()) {
      write.fail(GroupCommit::closedStore);
    }
    return write.outcome();
  }

  private static StoreUnavailableException tooMany(String subject) {
    return new StoreUnavailableException(
        "Too many writes are waiting; " + subject + " was not written", null);
  }

  private void enqueue(PendingWrite write) {
    try {
      if (closed) {
        throw closedStore();
      }
      if (!queue.offer(write, CallDeadline.leftNanos(WAIT), TimeUnit.NANOSECONDS)) {
        throw tooMany(write.subject());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException(
          "The thread was interrupted before " + write.subject() + " was written", e);
    }
  }

  private void run() {
    List<PendingWrite> batch = new ArrayList<>(BATCH);
    while (!batch.contains(end)) {
      batch.clear();
      batch.add(Uninterruptibles.takeUninterruptibly(queue));
      queue.drainTo(batch, BATCH - 1);
      inHand = ImmutableList.copyOf(batch);
      for (PendingWrite write : inHand) {
        if (write.isAlone()) {
          transact(ImmutableList.of(write));
          batch.remove(write);
        }
      }
      if (!batch.isEmpty()) {
        transact(batch);
      }
      inHand = ImmutableList.of();
    }
    writer.close();
    ended = true;
    for (PendingWrite late = queue.poll(); late != null; late = queue.poll()) {
      late.fail(GroupCommit::closedStore);
    }
  }

  private void transact(List<PendingWrite> batch) {
    writer.write(batch);
    written.run();
    batchSizes.accept(batch.size());
  }

  /** A disk that hangs holds the writer; its callers are told, and need not hang with it. */
  private void expire() {
    long now = System.nanoTime();
    inHand.forEach(write -> write.expire(now));
    queue.forEach(write -> write.expire(now));
  }

  private static StoreUnavailableException closedStore() {
    return new StoreUnavailableException("The store is closed", null);
  }

  /** Writes what is waiting, then ends. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Uninterruptibles.putUninterruptibly(queue, end);
      Uninterruptibles.joinUninterruptibly(thread);
      clock.shutdownNow();
    }
  }
}
