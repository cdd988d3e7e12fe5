package dev.etagere.server.config.load;

import dev.etagere.server.config.ManagementConfig;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.load.Source.Given;
import dev.etagere.server.config.text.InvalidValueException;
import dev.etagere.server.config.text.Mistake;
import dev.etagere.server.config.text.Quantity;
import dev.etagere.server.config.text.Syntax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the sources say of health and metrics while they are laid over each other. */
final class ManagementDraft {
  private ManagementConfig config = ManagementConfig.DEFAULT;
  private @Nullable Given port;
  private @Nullable Given listen;

  /**
   * Takes a setting.
   *
   * @return false if it is not about health or metrics
   * @throws InvalidValueException if the text is no value of it
   */
  boolean apply(Setting setting, Given given) throws InvalidValueException {
    switch (setting) {
      case MANAGEMENT_PORT -> {
        config = config.withPort(Quantity.number(given.text(), 0, ServerConfig.MAX_PORT));
        port = given;
      }
      case MANAGEMENT_LISTEN -> {
        config = config.withListen(Syntax.listenAddress(given.text()));
        listen = given;
      }
      case MANAGEMENT_METRICS -> config = config.withMetrics(Syntax.truth(given.text()));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Returns what was laid together, and notes what does not fit together. */
  ManagementConfig finish(int mainPort, List<Mistake> mistakes) {
    if (listen != null && port == null) {
      mistakes.add(
          new Mistake(
              listen.origin(),
              Setting.MANAGEMENT_LISTEN.key(),
              "An address is given, but no port to listen on there",
              "Set management.port too, or leave the address out"));
    }
    if (port != null && mainPort != 0 && config.port().orElse(0) == mainPort) {
      mistakes.add(
          new Mistake(
              port.origin(),
              Setting.MANAGEMENT_PORT.key(),
              "%d is the port of the resources".formatted(mainPort),
              "Give another port, or leave it out to have health and metrics beside the resources"));
    }
    return config;
  }
}
