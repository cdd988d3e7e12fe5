package dev.etagere.server.config.load;

import dev.etagere.server.config.text.InvalidValueException;
import dev.etagere.server.config.text.Quantity;
import dev.etagere.server.config.text.Syntax;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.CollectionPolicy.Replay;
import java.time.Duration;
import java.util.Set;

/** The policy of one collection while its properties are read. */
final class PolicyDraft {
  static final Set<String> PROPERTIES =
      Set.of("cacheControl", "tombstoneRetention", "replay", "ifMatchAny");

  /** Ten years; longer is a slip in the unit. */
  private static final Duration MAX_RETENTION = Duration.ofDays(3650);

  private String cacheControl = CollectionPolicy.DEFAULT.cacheControl();
  private Duration tombstoneRetention = CollectionPolicy.DEFAULT.tombstoneRetention();
  private Replay replay = CollectionPolicy.DEFAULT.replay();
  private boolean ifMatchAny = CollectionPolicy.DEFAULT.ifMatchAny();

  /**
   * Sets one of the {@link #PROPERTIES}.
   *
   * @throws InvalidValueException if the text is no value of it
   */
  void set(String property, String text) throws InvalidValueException {
    switch (property) {
      case "cacheControl" -> cacheControl = Syntax.cacheControl(text);
      case "tombstoneRetention" -> tombstoneRetention = Quantity.duration(text, MAX_RETENTION);
      case "replay" -> replay = Syntax.replay(text);
      case "ifMatchAny" -> ifMatchAny = Syntax.truth(text);
      default -> throw new IllegalArgumentException(property);
    }
  }

  CollectionPolicy finish() {
    return new CollectionPolicy(cacheControl, tombstoneRetention, replay, ifMatchAny);
  }
}
