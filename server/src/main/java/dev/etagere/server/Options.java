package dev.etagere.server;

import dev.etagere.server.config.load.ConfigLoader;
import dev.etagere.server.config.load.ConfigLoader.Arguments;
import dev.etagere.server.config.load.Setting;
import dev.etagere.server.tool.Tools;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of the command line, made from the list of settings. */
final class Options {
  private static final String CONFIG = "--config";
  private static final String COLLECTION = "--collection";

  private Options() {}

  /** Returns the command with its options and help. All values stay text for the loader. */
  static CommandSpec spec() {
    CommandSpec spec =
        CommandSpec.create().name("etagere").version(version()).mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description("Keeps JSON resources; every write is conditional and safe to repeat.")
        .sortOptions(false)
        .footer(footer());
    spec.addOption(
        OptionSpec.builder(CONFIG)
            .paramLabel("FILE")
            .type(String.class)
            .description(
                "YAML file (default: %s, if it is in the working folder; variable: ETAGERE_CONFIG)"
                    .formatted(ConfigLoader.DEFAULT_FILE))
            .build());
    for (Setting setting : Setting.values()) {
      setting.option().ifPresent(name -> spec.addOption(option(setting, name)));
    }
    spec.addOption(
        OptionSpec.builder(COLLECTION)
            .paramLabel("NAME")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(
                "declares a collection with the default policy; may be repeated (default: notes;"
                    + " variable: ETAGERE_COLLECTIONS)")
            .build());
    spec.addSubcommand(KeyCommand.NAME, KeyCommand.spec());
    Tools.addTo(spec);
    return spec;
  }

  /** Returns what was given on the command line. */
  static Arguments arguments(ParseResult options) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      setting
          .option()
          .filter(options::hasMatchedOption)
          .ifPresent(name -> values.put(setting, options.matchedOptionValue(name, "")));
    }
    return new Arguments(
        Optional.ofNullable(options.matchedOptionValue(CONFIG, null)),
        values,
        options.matchedOptionValue(COLLECTION, List.of()));
  }

  private static OptionSpec option(Setting setting, String name) {
    return OptionSpec.builder(name)
        .paramLabel(setting.parameter())
        .type(String.class)
        .description(description(setting))
        .build();
  }

  private static String description(Setting setting) {
    return "%s (default: %s; variable: %s)"
        .formatted(setting.description(), setting.defaultText(), setting.variable());
  }

  private static String[] footer() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Without an option, in the file or as a variable:");
    for (Setting setting : Setting.values()) {
      if (setting.option().isEmpty()) {
        lines.add("  " + setting.key());
        lines.add("        " + description(setting));
      }
    }
    lines.add("");
    lines.add("Options win over variables, variables over the file. See docs/configuration.md.");
    lines.add("Exit codes: 1 the server did not start, 2 a mistake in options or configuration.");
    return lines.toArray(String[]::new);
  }

  private static String version() {
    String built = Options.class.getPackage().getImplementationVersion();
    return "etagere %s, Java %s"
        .formatted(built == null ? "(not started from its jar)" : built, Runtime.version());
  }
}
