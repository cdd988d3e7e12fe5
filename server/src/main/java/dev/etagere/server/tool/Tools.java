package dev.etagere.server.tool;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** All commands beside that which serves. */
public final class Tools {
  private static final ImmutableList<Tool> ALL =
      ImmutableList.of(
          new BackupTool(),
          new VerifyTool(),
          new RestoreTool(),
          new CopyTool(),
          new CheckTool(),
          new ImportTool(),
          new ExportTool());

  private Tools() {}

  /** Adds them to the command that serves. */
  public static void addTo(CommandSpec server) {
    for (Tool tool : ALL) {
      CommandSpec spec = tool.spec();
      server.addSubcommand(spec.name(), spec);
    }
  }

  /** The one that was asked for, if it was one of these. */
  public static Optional<Tool> find(ParseResult command) {
    String name = command.commandSpec().name();
    return ALL.stream().filter(tool -> tool.spec().name().equals(name)).findFirst();
  }
}
