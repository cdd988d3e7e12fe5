package dev.etagere.server.tool;

import dev.etagere.server.config.load.ConfigLoader;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Map;

/**
 * What a command is run with.
 *
 * @param loader of the server's configuration
 * @param environment the variables of the process
 * @param in what is piped into it
 * @param data for what is meant for a file or another program, byte for byte
 * @param out for results
 * @param err for what is wrong, and for progress
 */
public record Terminal(
    ConfigLoader loader,
    Map<String, String> environment,
    InputStream in,
    OutputStream data,
    PrintWriter out,
    PrintWriter err) {
  /** Copies the variables. */
  public Terminal {
    environment = Map.copyOf(environment);
  }

  /** Says something on a line. */
  void say(String line) {
    out.println(line);
    out.flush();
  }

  /** Says what is wrong. */
  void complain(String line) {
    err.println(line);
    err.flush();
  }
}
