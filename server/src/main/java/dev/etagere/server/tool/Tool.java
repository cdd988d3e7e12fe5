package dev.etagere.server.tool;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A command beside that which serves. */
public interface Tool {
  /** What it is called by, its options and its help. */
  CommandSpec spec();

  /**
   * Does it.
   *
   * @return 0 if all is well, 1 if something could not be done or is wrong, 2 for a mistake in
   *     options or configuration
   */
  int run(ParseResult options, Terminal terminal);
}
