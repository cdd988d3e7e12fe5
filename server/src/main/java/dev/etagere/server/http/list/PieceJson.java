package dev.etagere.server.http.list;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** JSON that is written in several pieces, each to a stream of its own. */
final class PieceJson {
  private static final JsonFactory JSON = new JsonFactory();

  /** Less is copied with what stands around it; more is given on as it is. */
  private static final int LITTLE = 4096;

  private final Outlet outlet = new Outlet();
  private final JsonGenerator generator;

  /**
   * Begins one. It is never closed: what the generator still held after a failure would be sent
   * then, and an answer that has begun cannot become a problem any more.
   */
  PieceJson() {
    try {
      generator = JSON.createGenerator(outlet);
      generator.setRootValueSeparator(null);
    } catch (IOException e) {
      throw new IllegalStateException("nothing is written yet", e);
    }
  }

  /** The stream of the piece that is being written. */
  private static final class Outlet extends OutputStream {
    private OutputStream to = OutputStream.nullOutputStream();

    @Override
    public void write(int b) throws IOException {
      to.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      to.write(bytes, from, length);
    }
  }

  /** What a piece is made of. */
  interface Writing {
    void write(JsonGenerator json) throws IOException;
  }

  /** The generator of what is not a value as it was stored. */
  JsonGenerator generator() {
    return generator;
  }

  /** Writes a value that is JSON already, in UTF-8. */
  void writeValue(byte[] value) throws IOException {
    if (value.length <= LITTLE) {
      generator.writeRawValue(new String(value, StandardCharsets.UTF_8));
    } else {
      generator.writeRawValue("");
      generator.flush();
      outlet.write(value, 0, value.length);
    }
  }

  /** Writes a piece, all of it. */
  void piece(OutputStream to, Writing writing) throws IOException {
    outlet.to = to;
    writing.write(generator);
    generator.flush();
    outlet.to = OutputStream.nullOutputStream();
  }
}
