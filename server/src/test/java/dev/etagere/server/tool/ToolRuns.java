package dev.etagere.server.tool;

import com.google.common.base.Splitter;
import dev.etagere.server.config.load.ConfigLoader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Runs commands in a working folder, and keeps what the last one said. */
final class ToolRuns {
  private final Path folder;
  private final Map<String, String> environment;
  private String out = "";
  private String err = "";
  private String data = "";

  ToolRuns(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  int run(Tool tool, String... arguments) {
    return feed(tool, "", arguments);
  }

  /** Runs a command with an input. */
  int feed(Tool tool, String in, String... arguments) {
    StringWriter said = new StringWriter();
    StringWriter complained = new StringWriter();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ConfigLoader(folder, environment),
            environment,
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            written,
            new PrintWriter(said, true),
            new PrintWriter(complained, true));
    int code =
        new CommandLine(tool.spec())
            .setErr(new PrintWriter(complained, true))
            .setExecutionStrategy(parsed -> tool.run(parsed, terminal))
            .execute(arguments);
    out = said.toString();
    err = complained.toString();
    data = written.toString(StandardCharsets.UTF_8);
    return code;
  }

  String out() {
    return out;
  }

  String err() {
    return err;
  }

  /** The lines that were meant for a file. */
  List<String> lines() {
    return data.isEmpty()
        ? List.of()
        : Splitter.on('\n').splitToList(data.substring(0, data.length() - 1));
  }
}
