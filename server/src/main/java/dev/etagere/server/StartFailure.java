package dev.etagere.server;

import com.google.common.base.Throwables;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.text.Shown;
import dev.etagere.server.http.grizzly.tls.PemException;
import dev.etagere.server.otel.TraceSettingsException;
import dev.etagere.server.store.StoreOpenException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;

/** Tells people why a server did not start. */
final class StartFailure {
  private StartFailure() {}

  /** Returns what failed, why, and what to do about it. */
  static String message(Exception failure, ServerConfig config) {
    for (Throwable cause : Throwables.getCausalChain(failure)) {
      if (cause instanceof StoreOpenException
          || cause instanceof PemException
          || cause instanceof ManagementPortException
          || cause instanceof TraceSettingsException) {
        return String.valueOf(cause.getMessage());
      }
      if (cause instanceof SocketException) {
        return cannotListen(config, String.valueOf(cause.getMessage()));
      }
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return cannotListen(config)
            + "The name has no address. Give an IP address of this machine with --listen.";
      }
    }
    return "The server could not be started: %s: %s. Its log at level FINE has the details."
        .formatted(
            failure.getClass().getSimpleName(), Shown.of(String.valueOf(failure.getMessage())));
  }

  private static String cannotListen(ServerConfig config, String reason) {
    String lower = reason.toLowerCase(Locale.ROOT);
    String advice = reason + ". Choose another address with --listen or another port with --port.";
    if (lower.contains("in use")) {
      advice =
          "Another program listens there. Stop it, or choose another port with --port"
              + " (0 takes a free one).";
    } else if (lower.contains("assign")) {
      advice =
          "This machine has no such address. Give one of its own with --listen, or 0.0.0.0 for all.";
    } else if (lower.contains("denied")) {
      advice = "This user must not use the port. Choose one from 1024 on with --port.";
    }
    return cannotListen(config) + advice;
  }

  private static String cannotListen(ServerConfig config) {
    return "Cannot listen on %s, port %d. ".formatted(config.listen(), config.port());
  }
}
