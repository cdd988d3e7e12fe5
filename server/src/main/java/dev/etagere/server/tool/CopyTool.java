package dev.etagere.server.tool;

import dev.etagere.server.config.StoreConfig;
import dev.etagere.server.store.records.Copy;
import dev.etagere.server.store.records.CopyProgress.Phase;
import dev.etagere.server.store.records.CopySummary;
import dev.etagere.server.store.records.RecordSource;
import dev.etagere.server.store.records.RecordTarget;
import java.time.InstantSource;
import java.util.Locale;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code etagere copy --from STORE --to STORE}. */
final class CopyTool implements Tool {
  private static final String FROM = "--from";
  private static final String TO = "--to";
  private static final String FROM_DATABASE = "--from-database";
  private static final String TO_DATABASE = "--to-database";
  private static final String FROM_VARIABLE = "ETAGERE_COPY_FROM";
  private static final String TO_VARIABLE = "ETAGERE_COPY_TO";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("copy").mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description(
            "Copies a store into an empty one, of the same kind or the other, so that every"
                + " entity tag and key stays as good as it was. No server may run on either.")
        .footer(
            "",
            "A copy that was ended goes on when it is run again.",
            "Exit codes: 0 the target has exactly what the source has, 1 it has not.");
    spec.addOption(store(FROM, FROM_VARIABLE, "the store to copy"));
    spec.addOption(store(TO, TO_VARIABLE, "the store to fill; made if it is missing"));
    spec.addOption(database(FROM_DATABASE));
    spec.addOption(database(TO_DATABASE));
    return spec;
  }

  private static OptionSpec store(String name, String variable, String description) {
    return OptionSpec.builder(name)
        .paramLabel("STORE")
        .type(String.class)
        .description(
            description
                + ": a folder or mongodb://…; other users of this machine can see options, so give"
                + " a password in the variable "
                + variable)
        .build();
  }

  private static OptionSpec database(String name) {
    return OptionSpec.builder(name)
        .paramLabel("NAME")
        .type(String.class)
        .description(
            "its database, in MongoDB (default: " + StoreConfig.Mongo.DEFAULT_DATABASE + ")")
        .build();
  }

  @Override
  public int run(ParseResult options, Terminal terminal) {
    return Work.guarded(
        terminal,
        () -> {
          StoreAddress from = address(options, terminal, FROM, FROM_VARIABLE, FROM_DATABASE);
          StoreAddress to = address(options, terminal, TO, TO_VARIABLE, TO_DATABASE);
          return copy(from, to, terminal);
        });
  }

  private static StoreAddress address(
      ParseResult options, Terminal terminal, String option, String variable, String database) {
    String text =
        options.matchedOptionValue(option, terminal.environment().getOrDefault(variable, ""));
    if (text.isEmpty()) {
      throw new ToolException(
          "Say which store with " + option + " or the variable " + variable + ".", null);
    }
    String name = options.matchedOptionValue(database, StoreConfig.Mongo.DEFAULT_DATABASE);
    return StoreAddress.of(text, name);
  }

  private static int copy(StoreAddress from, StoreAddress to, Terminal terminal) {
    try (RecordSource source = from.source()) {
      try (RecordTarget target = to.target(source.collections(), source.describe())) {
        if (target.isResumed()) {
          terminal.say("An earlier copy was not finished. It goes on.");
        }
        long total = source.collections().stream().mapToLong(source::estimate).sum();
        ProgressLine line = ProgressLine.of(terminal);
        CopySummary summary =
            new Copy(
                    source,
                    target,
                    InstantSource.system(),
                    (phase, done) -> line.at(name(phase), done, total))
                .run();
        line.clear();
        return end(source.describe(), target.describe(), summary, terminal);
      }
    }
  }

  private static String name(Phase phase) {
    return phase == Phase.COPYING ? "Copying" : "Comparing";
  }

  private static int end(String source, String target, CopySummary summary, Terminal terminal) {
    terminal.say("From: " + source);
    terminal.say("To:   " + target);
    terminal.say(
        String.format(
            Locale.ROOT,
            "%,d copied, %,d skipped that were there already, %,d corrected, %,d removed; %,d read"
                + " back and equal.",
            summary.copied(),
            summary.skipped(),
            summary.corrected(),
            summary.removed(),
            summary.verified()));
    if (summary.isComplete()) {
      return ExitCode.OK;
    }
    summary.differences().forEach(terminal::complain);
    terminal.complain(
        "The two are not equal: something wrote to one of them. Stop every server on both, then run"
            + " the same command again; it goes on.");
    return ExitCode.SOFTWARE;
  }
}
