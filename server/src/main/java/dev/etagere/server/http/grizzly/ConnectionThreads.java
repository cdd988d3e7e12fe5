package dev.etagere.server.http.grizzly;

import dev.etagere.server.http.grizzly.exchange.Exchange;
import dev.etagere.server.http.grizzly.exchange.RequestThreads;
import dev.etagere.server.store.CallDeadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.NIOTransport;
import org.glassfish.grizzly.threadpool.Threads;
import org.slf4j.MDC;

/**
 * The threads of a request: what may wait runs on a worker, and what answers on the selector of its
 * connection. That one has to be woken anyway, to listen to the connection again, and however many
 * answers are given to it at once, it is woken once.
 */
final class ConnectionThreads implements RequestThreads {
  private final Admission admission;
  private final Response response;
  private final NIOConnection connection;
  private final String requestId;
  private final CallDeadline deadline;
  private final Thread begunBy = Thread.currentThread();
  private final boolean begunByWorker = !Threads.isService();

  /** Made by the thread that begins the request. */
  ConnectionThreads(
      Request request,
      Response response,
      Exchange exchange,
      Admission admission,
      CallDeadline deadline) {
    this.admission = admission;
    this.response = response;
    this.connection = (NIOConnection) request.getContext().getConnection();
    this.requestId = exchange.requestId();
    this.deadline = deadline;
  }

  @Override
  public <T> CompletionStage<T> mayWait(Supplier<T> work) {
    return begunByWorker && Thread.currentThread() == begunBy
        ? CompletableFuture.completedStage(work.get())
        : admission.submit(() -> named(work), connection.getTransport().getWorkerThreadPool());
  }

  @Override
  public Executor answering() {
    return task ->
        ((NIOTransport) connection.getTransport())
            .getSelectorHandler()
            .enque(connection.getSelectorRunner(), () -> answer(task), null);
  }

  private boolean answer(Runnable task) {
    JerseyHandler.neverWaitForTheCaller(response);
    named(
        () -> {
          task.run();
          return task;
        });
    return true; // The selector goes on.
  }

  private <T> T named(Supplier<T> work) {
    MDC.put(JerseyHandler.MDC_REQUEST_ID, requestId);
    deadline.set();
    try {
      return work.get();
    } finally {
      CallDeadline.clear();
      MDC.remove(JerseyHandler.MDC_REQUEST_ID);
    }
  }
}
