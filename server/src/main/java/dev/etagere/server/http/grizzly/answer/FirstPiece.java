package dev.etagere.server.http.grizzly.answer;

import dev.etagere.server.http.grizzly.exchange.Exchange;
import dev.etagere.server.http.grizzly.exchange.Pieces;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;

/**
 * Lets Jersey write only the first of an answer's pieces: it would wait behind each for the next.
 */
public final class FirstPiece implements WriterInterceptor {
  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    if (context.getEntity() instanceof Pieces pieces
        && context.getProperty(Exchange.PROPERTY) instanceof Exchange exchange) {
      if (pieces.writeNext(context.getOutputStream())) {
        exchange.continueWith(pieces);
      }
    } else {
      context.proceed();
    }
  }
}
