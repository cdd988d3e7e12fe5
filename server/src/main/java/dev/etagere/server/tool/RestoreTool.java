package dev.etagere.server.tool;

import dev.etagere.server.store.sqlite.archive.Report;
import dev.etagere.server.store.sqlite.archive.Restore;
import java.nio.file.Path;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code etagere restore FILE --data FOLDER}. */
final class RestoreTool implements Tool {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("restore").mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description("Verifies a backup and puts it into a folder that has no store yet.");
    FileArgument.addTo(spec, "FILE", "the backup");
    DataFolder.addTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult options, Terminal terminal) {
    return Work.guarded(
        terminal,
        () -> {
          Path folder = DataFolder.of(options, terminal);
          Report report = Restore.into(FileArgument.of(options), folder);
          terminal.say("Restored into " + folder + ": " + ReportText.amount(report) + ".");
          return ExitCode.OK;
        });
  }
}
