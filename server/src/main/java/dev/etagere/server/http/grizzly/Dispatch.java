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
  private final Admission admission;

  Dispatch(Predicate<String> readsOnSelector, Admission admission) {
    this.readsOnSelector = readsOnSelector;
    this.admission = admission;
  }

  @Override
  public @Nullable Executor getExecutor(Request request) {
    boolean here = !Threads.isService() || isCheapRead(request);
    return here ? null : admission.queue(request, workers(request));
  }

  private static Executor workers(Request request) {
    Connection<?> connection = request.getContext().getConnection();
    Transport transport = connection.getTransport();
    return transport.getWorkerThreadPool();
  }

  /** A read; its content, if it has any, has arrived already. */
  private boolean isCheapRead(Request request) {
    Method method = request.getMethod();
    return (Method.GET.equals(method) || Method.HEAD.equals(method))
        && readsOnSelector.test(request.getRequestURI());
  }
}
