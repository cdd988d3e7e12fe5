package dev.etagere.server;

import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.StoreConfig;
import dev.etagere.server.config.load.ConfigLoader.Loaded;
import dev.etagere.server.resource.CollectionName;
import java.nio.file.Path;

/** What a server says when it has started. */
final class Greeting {
  private static final CollectionName NOTES = new CollectionName("notes");

  private Greeting() {}

  /** Returns lines that say where the server listens, where it keeps what, and how to try it. */
  static String of(RunningServer server, Loaded loaded) {
    ServerConfig config = loaded.config();
    var text = new StringBuilder();
    line(text, "Etagere listens on " + server.baseUri());
    loaded.file().ifPresent(file -> line(text, "Configuration: " + shown(file)));
    line(text, "Store: " + server.storeDescription());
    if (config.store() instanceof StoreConfig.Embedded embedded) {
      line(text, "Data folder: " + shown(embedded.data()));
    }
    line(text, "Try it, in another terminal:");
    line(
        text,
        "  curl -i -X POST "
            + (config.network().auth().isNone() ? "" : "-H \"Authorization: Bearer $KEY\" ")
            + "-H 'Content-Type: application/json' -d '{\"text\":\"Hello\"}' "
            + server.baseUri().resolve("/v1/" + example(config)));
    line(text, "Stop it with Ctrl+C.");
    return text.toString();
  }

  private static CollectionName example(ServerConfig config) {
    return config.collections().containsKey(NOTES)
        ? NOTES
        : config.collections().keySet().iterator().next();
  }

  private static Path shown(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append(System.lineSeparator());
  }
}
