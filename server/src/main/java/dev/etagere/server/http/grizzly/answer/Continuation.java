package dev.etagere.server.http.grizzly.answer;

import dev.etagere.server.http.grizzly.exchange.Pieces;
import dev.etagere.server.http.grizzly.exchange.RequestThreads;
import java.io.IOException;

/**
 * Writes the pieces of an answer behind its first one, and keeps no thread waiting for the caller.
 */
final class Continuation {
  private final Pieces pieces;
  private final AnswerStream out;
  private final AnswerWriter writer;
  private final RequestThreads threads;

  Continuation(Pieces pieces, AnswerStream out, AnswerWriter writer, RequestThreads threads) {
    this.pieces = pieces;
    this.out = out;
    this.writer = writer;
    this.threads = threads;
  }

  /** Goes on, until the caller has to be waited for. */
  void run() {
    try {
      out.flush();
      while (!writer.hasUnreadBytes()) {
        boolean more = pieces.writeNext(out);
        if (!more) {
          out.close();
          writer.commit();
          return;
        }
        out.flush();
      }
    } catch (IOException | RuntimeException e) {
      writer.failure(e);
      return;
    }
    writer.suspendForPieces();
    threads.whenTaken(this::run);
  }
}
