package dev.etagere.server.http.grizzly.answer;

import dev.etagere.server.http.grizzly.exchange.Exchange;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;

/**
 * Notices that an entity could not be written to its end. Jersey only logs this once the answer has
 * begun, and then ends the answer as if it were whole.
 */
@Priority(Integer.MIN_VALUE)
public final class BrokenAnswers implements WriterInterceptor {
  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    boolean written = false;
    try {
      context.proceed();
      written = true;
    } finally {
      if (!written && context.getProperty(Exchange.PROPERTY) instanceof Exchange exchange) {
        exchange.setBroken(true);
      }
    }
  }
}
