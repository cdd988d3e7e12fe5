package dev.etagere.server.tool;

import dev.etagere.server.config.text.Shown;
import dev.etagere.server.store.StoreException;
import dev.etagere.server.tool.feed.FeedException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;

/** What a command does, and what people are told when it fails. */
interface Work {
  /** Does it, and returns the code to end with. */
  int run() throws IOException;

  /** Runs it, and turns every failure into one message. */
  static int guarded(Terminal terminal, Work work) {
    Logger log = LoggerFactory.getLogger(Work.class);
    try {
      return work.run();
    } catch (ToolException e) {
      log.debug("The command failed.", e);
      terminal.complain(String.valueOf(e.getMessage()));
      return e.code();
    } catch (StoreException | FeedException e) {
      log.debug("The command failed.", e);
      terminal.complain(String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      log.debug("The command failed.", e);
      terminal.complain(
          "It could not be done: %s: %s. The log at level FINE has the details."
              .formatted(e.getClass().getSimpleName(), Shown.of(String.valueOf(e.getMessage()))));
    }
    return ExitCode.SOFTWARE;
  }
}
