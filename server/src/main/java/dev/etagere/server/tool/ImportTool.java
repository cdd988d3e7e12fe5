package dev.etagere.server.tool;

import dev.etagere.server.tool.feed.Import;
import dev.etagere.server.tool.feed.ImportSummary;
import java.util.Locale;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code etagere import COLLECTION}. */
final class ImportTool implements Tool {
  private static final String PARALLEL = "--parallel";
  private static final int DEFAULT_PARALLEL = 8;
  private static final int MOST_PARALLEL = 256;

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("import").mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description(
            "Creates a document of each line of its standard input, on a running server. Run it"
                + " again with the same input after any failure: it makes nothing twice.")
        .footer("", "Exit codes: 0 all lines are there, 1 some were refused or it was ended.");
    ServerOptions.addTo(
        spec,
        "every line is a document that the server gives an id; without this, one that export has"
            + " written keeps its id");
    spec.addOption(
        OptionSpec.builder(PARALLEL)
            .paramLabel("N")
            .type(Integer.class)
            .description("requests at the same time (default: " + DEFAULT_PARALLEL + ")")
            .build());
    return spec;
  }

  @Override
  public int run(ParseResult options, Terminal terminal) {
    return Work.guarded(
        terminal,
        () -> {
          int parallel = options.matchedOptionValue(PARALLEL, DEFAULT_PARALLEL);
          if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw new ToolException(
                PARALLEL + " is a number from 1 to " + MOST_PARALLEL + ".", null);
          }
          Watcher watcher = new Watcher(ProgressLine.of(terminal), terminal);
          ImportSummary summary;
          try {
            summary =
                new Import(
                        ServerOptions.api(options, terminal),
                        ServerOptions.collection(options),
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
        });
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
