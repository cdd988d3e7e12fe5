package dev.etagere.server.http.grizzly;

import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.RequestExecutorProvider;
import org.glassfish.grizzly.threadpool.Threads;
import org.jspecify.annotations.Nullable;

/** Chooses the thread that runs a request: a worker, or the selector's own for cheap reads. */
final class Dispatch implements RequestExecutorProvider {
  private final Predicate<String> readsOnSelector;

  Dispatch(Predicate<String> readsOnSelector) {
    this.readsOnSelector = readsOnSelector;
  }

  @Override
  public @Nullable Executor getExecutor(Request request) {
    boolean here = !Threads.isService() || isCheapRead(request);
    return here ? null : workers(request);
  }

  private static Executor workers(Request request) {
    Connection<?> connection = request.getContext().getConnection();
    Transport transport = connection.getTransport();
    return transport.getWorkerThreadPool();
  }

  /**
   * Content would be read blocking, and an answer behind unsent ones would wait for the peer: both
   * would stop every connection of this selector.
   */
  private boolean isCheapRead(Request request) {
    Method method = request.getMethod();
    return (Method.GET.equals(method) || Method.HEAD.equals(method))
        && !request.getRequest().isExpectContent()
        && request.getContext().getConnection().canWrite()
        && readsOnSelector.test(request.getRequestURI());
  }
}
