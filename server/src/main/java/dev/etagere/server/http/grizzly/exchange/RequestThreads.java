package dev.etagere.server.http.grizzly.exchange;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The threads on which a request goes on when the one that began it is not to wait for it. */
public interface RequestThreads {
  /** The name of these threads among the properties of a request. */
  String PROPERTY = RequestThreads.class.getName();

  /** The threads of this request, or null in another container than ours. */
  static @Nullable RequestThreads of(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof RequestThreads known ? known : null;
  }

  /**
   * Runs work that may wait: at once if this thread is there for that, or else on a worker.
   *
   * @return throws or fails with what the work throws, or, if too many requests wait for a worker,
   *     with a {@link dev.etagere.server.http.problem.ProblemException}
   */
  <T> CompletionStage<T> mayWait(Supplier<T> work);

  /**
   * Runs what writes more of an answer, on a worker, once the connection has taken what was written
   * before; never, if it is closed first.
   */
  void whenTaken(Runnable writing);

  /** Runs what answers the request, which must not wait, soon; no other thread is to do it. */
  Executor answering();
}
