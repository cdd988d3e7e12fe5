package dev.etagere.server.http;

import dev.etagere.server.http.grizzly.exchange.Pieces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Writes all pieces one after the other, in a container that knows nothing of them. */
final class PiecesWriter implements MessageBodyWriter<Pieces> {
  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return Pieces.class.isAssignableFrom(type);
  }

  @Override
  public void writeTo(
      Pieces pieces,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> fields,
      OutputStream out)
      throws IOException {
    while (pieces.writeNext(out)) {
      out.flush();
    }
  }
}
