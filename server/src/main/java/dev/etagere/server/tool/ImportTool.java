package dev.etagere.server.tool;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.tool.feed.Destination;
import dev.etagere.server.tool.feed.Import;
import dev.etagere.server.tool.feed.ImportSummary;
import dev.etagere.server.tool.feed.api.ApiDestination;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code etagere import COLLECTION}. */
final class ImportTool implements Tool {
  private static final String PARALLEL = "--parallel";
  private static final int DEFAULT_PARALLEL = 8;

  /** The embedded store makes what comes at once durable together. */
  private static final int DEFAULT_PARALLEL_IN_STORE = 64;

  private static final int MOST_PARALLEL = 256;

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("import").mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description(
            "Creates a document of each line of its standard input: on a running server, or straight"
                + " in a store if one is named. Run it again with the same input after any failure:"
                + " it makes nothing twice.")
        .footer("", "Exit codes: 0 all lines are there, 1 some were refused or it was ended.");
    ServerOptions.addTo(
        spec,
        "every line is a document that the server gives an id; without this, one that export has"
            + " written keeps its id");
    spec.addOption(
        OptionSpec.builder(PARALLEL)
            .paramLabel("N")
            .type(Integer.class)
            .description(
                "requests at the same time (default: %d; in a store: %d)"
                    .formatted(DEFAULT_PARALLEL, DEFAULT_PARALLEL_IN_STORE))
            .build());
    FeedStore.addTo(spec);
    FeedStore.addCallerTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult options, Terminal terminal) {
    return Work.guarded(
        terminal,
        () -> {
          CollectionName collection = ServerOptions.collection(options);
          if (!FeedStore.isNamed(options)) {
            FeedStore.refuseCaller(options);
            Destination server =
                new ApiDestination(ServerOptions.api(options, terminal), collection.value());
            return feed(server, collection, parallel(options, DEFAULT_PARALLEL), options, terminal);
          }
          int parallel = parallel(options, DEFAULT_PARALLEL_IN_STORE);
          try (FeedStore.Opened store = FeedStore.open(collection, options, terminal)) {
            return feed(store.destination(), collection, parallel, options, terminal);
          }
        });
  }

  private static int parallel(ParseResult options, int otherwise) {
    int parallel = options.matchedOptionValue(PARALLEL, otherwise);
    if (parallel < 1 || parallel > MOST_PARALLEL) {
      throw new ToolException(PARALLEL + " is a number from 1 to " + MOST_PARALLEL + ".", null);
    }
    return parallel;
  }

  private static int feed(
      Destination destination,
      CollectionName collection,
      int parallel,
      ParseResult options,
      Terminal terminal)
      throws IOException {
    Watcher watcher = new Watcher(ProgressLine.of(terminal), terminal);
    ImportSummary summary;
    try {
      summary =
          new Import(
                  destination,
                  collection.value(),
                  ServerOptions.areDocuments(options),
                  parallel,
                  watcher)
              .run(terminal.in());
    } finally {
      watcher.line.clear();
    }
    terminal.say(
        String.format(
            Locale.ROOT,
            "%,d created, %,d unchanged, %,d refused.",
            summary.created(),
            summary.unchanged(),
            summary.refused()));
    return summary.refused() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** Shows how far it is, and each refusal on a line of its own. */
  private record Watcher(ProgressLine line, Terminal terminal) implements Import.Listener {
    @Override
    public void at(long lines) {
      line.at("Importing", lines, 0);
    }

    @Override
    public void refused(long number, String reason) {
      synchronized (line) {
        line.clear();
        terminal.complain("Line " + number + " was refused: " + reason);
      }
    }
  }
}
