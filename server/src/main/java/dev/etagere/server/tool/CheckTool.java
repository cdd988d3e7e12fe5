package dev.etagere.server.tool;

import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.text.Shown;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.ContentSchema;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.Violation;
import dev.etagere.server.schema.InvalidSchemaException;
import dev.etagere.server.schema.JsonSchema;
import dev.etagere.server.store.records.LiveReader;
import dev.etagere.server.tool.check.SchemaCheck;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code etagere check --collection NAME}. */
final class CheckTool implements Tool {
  private static final String COLLECTION = "--collection";
  private static final String SCHEMA = "--schema";
  private static final String MOST = "--most";
  private static final int DEFAULT_MOST = 100;

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("check").mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description(
            "Holds what is stored against a JSON Schema and lists what would break it, a line each:"
                + " id, pointer, what is wrong. It changes nothing; a server may run on the store.")
        .footer(
            "",
            "Exit codes: 0 nothing breaks the schema, 1 something does or could not be read,",
            "2 a mistake in options, schema or configuration.");
    spec.addOption(
        OptionSpec.builder(COLLECTION)
            .paramLabel("NAME")
            .type(String.class)
            .required(true)
            .description("the collection")
            .build());
    spec.addOption(
        OptionSpec.builder(SCHEMA)
            .paramLabel("FILE")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(
                "the schema, instead of that of the configuration; may be repeated with the files"
                    + " that a $ref in it may name")
            .build());
    spec.addOption(
        OptionSpec.builder(MOST)
            .paramLabel("N")
            .type(Integer.class)
            .description("how many lines at the most (default: " + DEFAULT_MOST + ")")
            .build());
    ConfiguredStore.addTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult options, Terminal terminal) {
    return Work.guarded(
        terminal,
        () -> {
          int most = options.matchedOptionValue(MOST, DEFAULT_MOST);
          if (most < 0) {
            throw ToolException.misuse(MOST + " is a number from 0 on.", null);
          }
          CollectionName name = collection(options);
          ServerConfig config = ConfiguredStore.of(options, terminal);
          Optional<CollectionPolicy> policy = Optional.ofNullable(config.collections().get(name));
          ContentSchema schema = schema(name, policy, options, config);
          try (LiveReader store = ConfiguredStore.reader(config.store())) {
            return check(store, name, schema, most, policy.isPresent(), terminal);
          }
        });
  }

  private static CollectionName collection(ParseResult options) {
    String text = options.matchedOptionValue(COLLECTION, "");
    return CollectionName.parse(text)
        .orElseThrow(
            () ->
                ToolException.misuse(
                    "'"
                        + Shown.of(text)
                        + "' is no name of a collection: letters a-z, digits and '-'.",
                    null));
  }

  private static ContentSchema schema(
      CollectionName name,
      Optional<CollectionPolicy> policy,
      ParseResult options,
      ServerConfig config) {
    List<String> files = options.matchedOptionValue(SCHEMA, List.of());
    if (!files.isEmpty()) {
      return compiled(files);
    }
    if (policy.isEmpty()) {
      throw ConfiguredStore.unknown(name, config);
    }
    return Optional.ofNullable(policy.get().schema())
        .orElseThrow(
            () ->
                ToolException.misuse(
                    "The configuration has no schema for the collection '"
                        + name
                        + "'. Name one with "
                        + SCHEMA
                        + " FILE.",
                    null));
  }

  private static ContentSchema compiled(List<String> files) {
    try {
      return JsonSchema.compile(files.stream().map(Path::of).toList());
    } catch (InvalidSchemaException e) {
      throw ToolException.misuse("The schema is not usable: " + e.getMessage() + ".", e);
    } catch (InvalidPathException e) {
      throw ToolException.misuse(SCHEMA + " does not name a file.", e);
    }
  }

  private static int check(
      LiveReader store,
      CollectionName name,
      ContentSchema schema,
      int most,
      boolean declared,
      Terminal terminal) {
    long total = store.estimate(name);
    if (total == 0 && !declared) {
      throw ConfiguredStore.missing(name, store);
    }
    Watcher watcher = new Watcher(ProgressLine.of(terminal), terminal, total);
    SchemaCheck.Result result;
    try {
      result = new SchemaCheck(store, schema, most, watcher).run(name);
    } finally {
      watcher.line.clear();
    }
    if (result.breaking() == 0) {
      terminal.say(
          String.format(
              Locale.ROOT,
              "None of %,d resources of '%s' breaks the schema.",
              result.resources(),
              name));
      return ExitCode.OK;
    }
    terminal.say(
        String.format(
            Locale.ROOT,
            "%,d of %,d resources of '%s' break the schema. Mistakes: %,d, listed: %,d.",
            result.breaking(),
            result.resources(),
            name,
            result.violations(),
            result.listed()));
    return ExitCode.SOFTWARE;
  }

  /** Shows how far it is, and each violation on a line of its own. */
  private record Watcher(ProgressLine line, Terminal terminal, long total)
      implements SchemaCheck.Listener {
    @Override
    public void at(long resources) {
      line.at("Checking", resources, total);
    }

    @Override
    public void violated(ResourceId id, Violation violation) {
      line.clear();
      String place = violation.pointer().isEmpty() ? "(root)" : violation.pointer();
      String text =
          id + " " + place + " " + violation.message() + " (" + violation.schemaPointer() + ")";
      // It goes to a terminal, and part of it comes from the resource.
      terminal.say(text.replaceAll("\\p{Cntrl}", " "));
    }
  }
}
