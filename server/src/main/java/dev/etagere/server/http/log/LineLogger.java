package dev.etagere.server.http.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Where lines go at INFO. */
interface LineLogger {
  /**
   * Takes a line.
   *
   * @param at when it was logged; a backend that asks the clock itself is later
   */
  void line(String text, Instant at);

  /** Sees that the lines taken have left the process. */
  void flush();

  /** The name of the logger. */
  String name();

  /** The handler that all lines go to, if there is one and it takes them as bytes. */
  default @Nullable LineHandler handler() {
    return null;
  }

  /**
   * The way to an SLF4J logger. Where its backend is the JDK's logging, straight to that:
   * slf4j-jdk14 makes a stack trace for each line, to name a caller that our lines do not show,
   * which costs more than the line.
   */
  static LineLogger of(org.slf4j.Logger logger) {
    // By name: who embeds the server with another backend has left that class out.
    String backend = LoggerFactory.getILoggerFactory().getClass().getName();
    return backend.equals("org.slf4j.jul.JDK14LoggerFactory")
        ? new Jdk(Logger.getLogger(logger.getName()))
        : new Slf4j(logger);
  }

  /** The JDK's logging. */
  record Jdk(Logger logger) implements LineLogger {
    @Override
    public void line(String text, Instant at) {
      logger.log(new GatheredRecord(logger.getName(), text, at));
    }

    @Override
    public String name() {
      return logger.getName();
    }

    @Override
    public void flush() {
      handlers().forEach(Handler::flush);
    }

    @Override
    public @Nullable LineHandler handler() {
      List<Handler> handlers = handlers();
      return logger.getFilter() == null
              && handlers.size() == 1
              && handlers.get(0) instanceof LineHandler only
              && only.takesLines()
          ? only
          : null;
    }

    private List<Handler> handlers() {
      List<Handler> handlers = new ArrayList<>();
      for (Logger l = logger; l != null; l = l.getUseParentHandlers() ? l.getParent() : null) {
        Collections.addAll(handlers, l.getHandlers());
      }
      return handlers;
    }
  }

  /** Any other backend, which flushes as it is told to. */
  record Slf4j(org.slf4j.Logger logger) implements LineLogger {
    @Override
    public void line(String text, Instant at) {
      logger.info(text);
    }

    @Override
    public String name() {
      return logger.getName();
    }

    @Override
    public void flush() {}
  }
}
