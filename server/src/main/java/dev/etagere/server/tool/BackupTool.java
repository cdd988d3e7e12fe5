package dev.etagere.server.tool;

import dev.etagere.server.store.sqlite.archive.Backup;
import dev.etagere.server.store.sqlite.archive.Report;
import java.nio.file.Path;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code etagere backup FILE}. */
final class BackupTool implements Tool {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("backup").mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description("Copies the embedded store into one file, also while a server writes.");
    FileArgument.addTo(spec, "FILE", "the backup to make; nothing may have this name yet");
    DataFolder.addTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult options, Terminal terminal) {
    return Work.guarded(
        terminal,
        () -> {
          Path file = FileArgument.of(options);
          Report report = Backup.take(DataFolder.of(options, terminal), file);
          terminal.say("Made and verified " + file + ": " + ReportText.amount(report) + ".");
          return ExitCode.OK;
        });
  }
}
