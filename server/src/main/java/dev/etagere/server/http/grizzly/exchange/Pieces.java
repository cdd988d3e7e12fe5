package dev.etagere.server.http.grizzly.exchange;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The content of an answer that is made while its caller takes it: the next piece only when those
 * before have left, so that never more than one is held for a caller who reads slowly.
 */
public interface Pieces {
  /**
   * Writes the next piece. Called by one thread at a time, but not always the same.
   *
   * @param out where it is written, another one for each piece
   * @return whether a further piece follows
   * @throws IOException if it cannot be written
   */
  boolean writeNext(OutputStream out) throws IOException;
}
