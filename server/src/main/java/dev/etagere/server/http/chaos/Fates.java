package dev.etagere.server.http.chaos;

import dev.etagere.server.config.Chaos;
import java.util.Random;

/**
 * Draws what becomes of one answer after the other: the same seed gives the same sequence. Safe for
 * use by several threads.
 */
final class Fates {
  private final Chaos chaos;
  private final Random random;

  Fates(Chaos chaos) {
    this.chaos = chaos;
    this.random = new Random(chaos.seed());
  }

  Fate next() {
    int drawn = random.nextInt(Chaos.ALL);
    if (drawn < chaos.dropAnswer()) {
      return Fate.DROPPED;
    } else if (drawn < chaos.dropAnswer() + chaos.error503()) {
      return Fate.REPLACED;
    }
    return drawn < chaos.dropAnswer() + chaos.error503() + chaos.delay() ? Fate.DELAYED : Fate.SENT;
  }
}
