package dev.etagere.server.tool;

import dev.etagere.server.config.StoreConfig;
import dev.etagere.server.config.load.ConfigException;
import dev.etagere.server.config.load.ConfigLoader.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The folder of the embedded store that a command is about: as the server would find it. */
final class DataFolder {
  private static final String DATA = "--data";
  private static final String CONFIG = "--config";

  private DataFolder() {}

  /** Adds the options that say which folder it is. */
  static void addTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder(DATA)
            .paramLabel("FOLDER")
            .type(String.class)
            .description("folder of the embedded store (default: that of the configuration)")
            .build());
    spec.addOption(
        OptionSpec.builder(CONFIG)
            .paramLabel("FILE")
            .type(String.class)
            .description("configuration of the server, to find its folder by")
            .build());
  }

  /**
   * Finds it.
   *
   * @throws ToolException if the configuration has mistakes, or the store is no folder
   */
  static Path of(ParseResult options, Terminal terminal) {
    Optional<String> named = Optional.ofNullable(options.matchedOptionValue(DATA, null));
    if (named.isPresent()) {
      return Path.of(named.get());
    }
    Optional<String> file = Optional.ofNullable(options.matchedOptionValue(CONFIG, null));
    try {
      StoreConfig store =
          terminal.loader().load(new Arguments(file, Map.of(), List.of())).config().store();
      if (store instanceof StoreConfig.Embedded embedded) {
        return embedded.data();
      }
    } catch (ConfigException e) {
      throw new ToolException(
          "The configuration has mistakes: "
              + String.join("; ", e.mistakes().stream().map(Object::toString).toList())
              + ". Or name the folder with --data.",
          e);
    }
    throw new ToolException(
        "The configured store is MongoDB, which has tools of its own for this (mongodump,"
            + " mongorestore). For an embedded store, name its folder with --data.",
        null);
  }
}
