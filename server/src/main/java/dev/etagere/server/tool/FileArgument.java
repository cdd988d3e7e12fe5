package dev.etagere.server.tool;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The one file that a command is about. */
final class FileArgument {
  private FileArgument() {}

  static void addTo(CommandSpec spec, String label, String description) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .paramLabel(label)
            .type(String.class)
            .required(true)
            .description(description)
            .build());
  }

  static Path of(ParseResult options) {
    String text = options.matchedPositionalValue(0, "");
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ToolException("'" + text + "' is no path. Name a file.", e);
    }
  }
}
