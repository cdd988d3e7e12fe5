package dev.etagere.server.proof.keyed;

import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.proof.keyed.Stage.Scene;
import java.io.UncheckedIOException;
import java.net.ConnectException;

/** Sends the same request until it is answered, each time to the next of the servers there are. */
final class Sender {
  private final Stage stage;
  private final Tally tally;
  private int turn;

  Sender(Stage stage, Tally tally) {
    this.stage = stage;
    this.tally = tally;
  }

  /**
   * An answer that says what became of the request.
   *
   * @param repeated whether it was sent more than once
   */
  record Settled(Answer answer, boolean repeated) {}

  Settled untilAnswered(Intent intent) {
    boolean repeated = false;
    while (true) {
      Scene scene = stage.current();
      scene.moment().happens(Moment.Event.SENT);
      try {
        Answer answer = intent.on(scene.server(turn++)).send();
        tally.sent(intent);
        scene.moment().happens(Moment.Event.ANSWERED);
        if (answer.status() != 503) {
          return new Settled(answer, repeated);
        }
        tally.count(Tally.Of.UNAVAILABLE);
        tally.count(Tally.Of.REPEATS);
      } catch (UncheckedIOException serverIsGone) {
        if (!(serverIsGone.getCause() instanceof ConnectException)) {
          tally.sent(intent);
          tally.count(Tally.Of.REPEATS);
        }
      }
      repeated = true;
    }
  }
}
