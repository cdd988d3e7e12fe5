package dev.etagere.server.tool;

import dev.etagere.server.tool.feed.Export;
import java.util.Locale;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code etagere export COLLECTION}. */
final class ExportTool implements Tool {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("export").mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description(
            "Writes the documents of a collection of a running server to its standard output, a"
                + " line each.")
        .footer("", "Exit codes: 0 all were written, 1 it was ended before.");
    ServerOptions.addTo(
        spec,
        "a line is a document alone; without this, an item with its id, entity tag and time, as"
            + " import takes it");
    return spec;
  }

  @Override
  public int run(ParseResult options, Terminal terminal) {
    return Work.guarded(
        terminal,
        () -> {
          ProgressLine line = ProgressLine.of(terminal);
          long written;
          try {
            written =
                new Export(
                        ServerOptions.api(options, terminal),
                        ServerOptions.collection(options),
                        !ServerOptions.areDocuments(options),
                        done -> line.at("Exporting", done, 0))
                    .run(terminal.data());
          } finally {
            line.clear();
          }
          // Not to the standard output, which is the documents'.
          terminal.complain(String.format(Locale.ROOT, "%,d written.", written));
          return ExitCode.OK;
        });
  }
}
