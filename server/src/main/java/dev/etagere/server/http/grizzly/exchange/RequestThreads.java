package dev.etagere.server.http.grizzly.exchange;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The threads on which a request goes on when the one that began it is not to wait for it. */
public interface RequestThreads {
  /** The name of these threads among the properties of a request. */
  String PROPERTY = RequestThreads.class.getName();

  /** The threads of this request; in another container than ours it stays on its own. */
  static RequestThreads of(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof RequestThreads known ? known : Same.THREAD;
  }

  /**
   * Runs work that may wait: at once if this thread is there for that, or else on a worker.
   *
   * @return fails with what the work throws, or, if too many requests wait for a worker, with a
   *     {@link dev.etagere.server.http.problem.ProblemException}
   */
  <T> CompletionStage<T> mayWait(Supplier<T> work);

  /** Runs what answers the request, which must not wait, soon; no other thread is to do it. */
  Executor answering();

  /** All of it on the calling thread. */
  enum Same implements RequestThreads {
    /** The only one. */
    THREAD;

    @Override
    public <T> CompletionStage<T> mayWait(Supplier<T> work) {
      return CompletableFuture.completedStage(work.get());
    }

    @Override
    public Executor answering() {
      return Runnable::run;
    }
  }
}
