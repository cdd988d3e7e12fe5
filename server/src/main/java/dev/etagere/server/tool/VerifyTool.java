package dev.etagere.server.tool;

import dev.etagere.server.store.sqlite.archive.Report;
import dev.etagere.server.store.sqlite.archive.Verification;
import java.nio.file.Path;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code etagere verify FILE|FOLDER}. */
final class VerifyTool implements Tool {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("verify").mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description(
            "Reads all of a backup, or of an embedded store, and says what is wrong and where.")
        .footer("", "Exit codes: 0 all is sound, 1 something is not or cannot be read.");
    FileArgument.addTo(spec, "FILE|FOLDER", "a backup, or the folder of a store");
    return spec;
  }

  @Override
  public int run(ParseResult options, Terminal terminal) {
    return Work.guarded(
        terminal,
        () -> {
          Path path = FileArgument.of(options);
          Report report = Verification.of(path);
          if (report.isSound()) {
            terminal.say(path + " is sound: " + ReportText.amount(report) + ".");
            terminal.say(ReportText.lines(report).stripTrailing());
            return ExitCode.OK;
          }
          report.findings().forEach(terminal::complain);
          terminal.complain(
              "%s is not sound: %d findings. What could be read:"
                  .formatted(path, report.findings().size()));
          terminal.complain(ReportText.lines(report).stripTrailing());
          return ExitCode.SOFTWARE;
        });
  }
}
