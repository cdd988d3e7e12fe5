package dev.etagere.server.http.grizzly;

import dev.etagere.server.http.grizzly.exchange.Exchange;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.RequestExecutorProvider;
import org.glassfish.grizzly.threadpool.Threads;
import org.jspecify.annotations.Nullable;

/** Chooses the thread that runs a request: a worker, or the selector's own where it never waits. */
final class Dispatch implements RequestExecutorProvider {
  /** Content that is checked in well under the time that a worker would take to wake. */
  static final int LITTLE_CONTENT = 16 * 1024;

  private final Predicate<String> quickPaths;
  private final Admission admission;

  Dispatch(Predicate<String> quickPaths, Admission admission) {
    this.quickPaths = quickPaths;
    this.admission = admission;
  }

  @Override
  public @Nullable Executor getExecutor(Request request) {
    Exchange.of(request.getRequest()).complete();
    if (!Threads.isService() || isQuick(request)) {
      return null;
    }
    Executor workers = workers(request);
    // A server that stops has none any more: the handler refuses, on this thread.
    return workers == null ? null : admission.queue(request, workers);
  }

  private static @Nullable Executor workers(Request request) {
    Connection<?> connection = request.getContext().getConnection();
    Transport transport = connection.getTransport();
    return transport.getWorkerThreadPool();
  }

  /** Its content, if it has any, has arrived already. */
  private boolean isQuick(Request request) {
    return hasQuickMethod(request) && quickPaths.test(request.getRequestURI());
  }

  private static boolean hasQuickMethod(Request request) {
    Method method = request.getMethod();
    return Method.GET.equals(method)
        || Method.HEAD.equals(method)
        || ((Method.PUT.equals(method) || Method.DELETE.equals(method))
            && hasLittleContent(request.getRequest()));
  }

  private static boolean hasLittleContent(HttpRequestPacket request) {
    return !request.isChunked() && request.getContentLength() <= LITTLE_CONTENT;
  }
}
