package dev.etagere.examples.usecases;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;

/**
 * A function that writes an invoice for each event. It keeps nothing between two invocations, and
 * need not know whether this is the first one: the event's id is the key.
 */
record InvoiceFunction(HttpClient client, URI invoices) {

  /**
   * Handles one delivery of an event.
   *
   * @param network decides whether the answer gets through
   * @return where the invoice is, and whether an earlier invocation has written it
   * @throws IOException if the answer was lost; the platform will invoke the function again
   */
  KeyedPost.Answer handle(Event event, Network network) throws IOException, InterruptedException {
    KeyedPost post =
        new KeyedPost(invoices, event.id(), Amounts.content(event.id(), event.amount()));
    if (network == Network.LOSES_THE_ANSWER) {
      post.loseAnswer();
      throw new AnswerLostException();
    }
    return post.send(client);
  }

  /** What the network does to one invocation. */
  enum Network {
    WORKS,
    LOSES_THE_ANSWER
  }

  /** The function has asked for an invoice, and will never learn what came of it. */
  static final class AnswerLostException extends IOException {
    AnswerLostException() {
      super("The connection ended before there was an answer.");
    }
  }
}
