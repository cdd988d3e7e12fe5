package dev.etagere.server.http.grizzly.body;

import java.io.IOException;
import org.glassfish.grizzly.CompletionHandler;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.filterchain.TransportFilter;

/**
 * Lets a request wait until the answers before it have left. Otherwise a caller who sends many
 * requests, and reads no answer, would make the server work for it and keep all of the answers.
 */
final class PreviousAnswer {
  private PreviousAnswer() {}

  /**
   * Goes on with the next filter once all that was given to the connection was taken by it. Until
   * then nothing more is read of the connection.
   *
   * @param whenClosed runs if the connection is closed before: the request never begins
   */
  static NextAction awaitThenInvokeNext(FilterChainContext ctx, Runnable whenClosed)
      throws IOException {
    NextAction suspended = ctx.getSuspendAction();
    ctx.suspend();
    ctx.notifyDownstream(TransportFilter.createFlushEvent(whenWritten(ctx, whenClosed)));
    return suspended;
  }

  private static CompletionHandler<Object> whenWritten(
      FilterChainContext ctx, Runnable whenClosed) {
    return new EmptyCompletionHandler<>() {
      @Override
      public void completed(Object result) {
        ctx.resumeNext();
      }

      @Override
      public void failed(Throwable cause) {
        whenClosed.run();
        ctx.completeAndRecycle();
      }

      @Override
      public void cancelled() {
        whenClosed.run();
        ctx.completeAndRecycle();
      }
    };
  }
}
