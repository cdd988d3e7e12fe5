package dev.etagere.server.http.grizzly.answer;

import dev.etagere.server.http.grizzly.exchange.Exchange;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;

/**
 * Notices that an entity could not be written to its end. Jersey only logs this once the answer has
 * begun, and then ends the answer as if it were whole.
 *
 * <p>Where it is the caller who has gone, or was put out since it did not read, Jersey is told
 * nothing: it would log an error of the server, with a stack trace, whenever a caller likes.
 */
@Priority(Integer.MIN_VALUE)
public final class BrokenAnswers implements WriterInterceptor {
  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    boolean written = false;
    try {
      context.proceed();
      written = true;
    } catch (IOException | RuntimeException e) {
      if (!isCallerGone(context)) {
        throw e;
      }
    } finally {
      if (!written && context.getProperty(Exchange.PROPERTY) instanceof Exchange exchange) {
        exchange.setBroken(true);
      }
    }
  }

  private static boolean isCallerGone(WriterInterceptorContext context) {
    return context.getProperty(Exchange.PROPERTY) instanceof Exchange exchange
        && exchange.isCallerGone();
  }
}
