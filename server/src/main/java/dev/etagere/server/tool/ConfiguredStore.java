package dev.etagere.server.tool;

import static java.util.stream.Collectors.joining;

import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.StoreConfig;
import dev.etagere.server.config.load.ConfigException;
import dev.etagere.server.config.load.ConfigLoader.Arguments;
import dev.etagere.server.config.load.Setting;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.store.mongo.MongoLiveReader;
import dev.etagere.server.store.records.LiveReader;
import dev.etagere.server.store.sqlite.records.SqliteLiveReader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The store that a command is about, and all that a server would know of it. */
final class ConfiguredStore {
  private static final String CONFIG = "--config";
  private static final List<Setting> SETTINGS =
      List.of(Setting.DATA, Setting.MONGO_URI, Setting.MONGO_DATABASE);

  private ConfiguredStore() {}

  /** Adds the options that say which store it is: those of the server. */
  static void addTo(CommandSpec spec) {
    for (Setting setting : SETTINGS) {
      spec.addOption(option(name(setting), setting.parameter(), setting.description()));
    }
    spec.addOption(
        option(CONFIG, "FILE", "configuration of the server; for what no option says, it decides"));
  }

  private static OptionSpec option(String name, String parameter, String description) {
    return OptionSpec.builder(name)
        .paramLabel(parameter)
        .type(String.class)
        .description(description)
        .build();
  }

  private static String name(Setting setting) {
    return setting.option().orElseThrow();
  }

  /** Whether one of the options was given. */
  static boolean isNamed(ParseResult options) {
    return Stream.concat(Stream.of(CONFIG), SETTINGS.stream().map(ConfiguredStore::name))
        .anyMatch(options::hasMatchedOption);
  }

  /**
   * The configuration, as a server with these options would have it.
   *
   * @throws ToolException if it has mistakes
   */
  static ServerConfig of(ParseResult options, Terminal terminal) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    for (Setting setting : SETTINGS) {
      if (options.hasMatchedOption(name(setting))) {
        values.put(setting, options.matchedOptionValue(name(setting), ""));
      }
    }
    Optional<String> file = Optional.ofNullable(options.matchedOptionValue(CONFIG, null));
    try {
      return terminal.loader().load(new Arguments(file, values, List.of())).config();
    } catch (ConfigException e) {
      throw ToolException.misuse(
          "The configuration has mistakes: "
              + String.join("; ", e.mistakes().stream().map(Object::toString).toList()),
          e);
    }
  }

  /** The configuration does not declare a collection. */
  static ToolException unknown(CollectionName name, ServerConfig config) {
    String known =
        config.collections().keySet().stream().map(CollectionName::value).collect(joining(", "));
    return ToolException.misuse(
        "The configuration has no collection '"
            + name
            + "', only "
            + known
            + ". Name another, or the right configuration with --config.",
        null);
  }

  /** Neither the store nor the configuration has a collection. */
  static ToolException missing(CollectionName name, LiveReader store) {
    return ToolException.misuse(
        "%s has no collection '%s', and the configuration declares none. Name the right store or collection."
            .formatted(store.describe(), name),
        null);
  }

  /** Opens the store to read its resources, while a server may run on it. */
  static LiveReader reader(StoreConfig store) {
    return store instanceof StoreConfig.Mongo mongo
        ? MongoLiveReader.open(mongo.uri(), mongo.database())
        : SqliteLiveReader.open(((StoreConfig.Embedded) store).data());
  }
}
