package dev.etagere.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.logging.LogManager;

/** The logging of the program; a server that others embed leaves theirs alone. */
final class Logging {
  private static final String MANAGER = "java.util.logging.manager";

  private Logging() {}

  /** Sets up one line per record on stderr, unless the user has a configuration. */
  static void configure() {
    if (System.getProperty(MANAGER) == null) {
      System.setProperty(MANAGER, LastingLogManager.class.getName());
    }
    LogManager manager = LogManager.getLogManager();
    if (System.getProperty("java.util.logging.config.file") == null
        && System.getProperty("java.util.logging.config.class") == null) {
      read(manager);
    }
    if (manager instanceof LastingLogManager lasting) {
      lasting.keep();
    }
  }

  private static void read(LogManager manager) {
    try (InputStream in = Logging.class.getResourceAsStream("logging.properties")) {
      manager.readConfiguration(Objects.requireNonNull(in, "logging.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
