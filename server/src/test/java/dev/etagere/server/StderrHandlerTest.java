package dev.etagere.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.log.GatheredRecord;
import dev.etagere.server.http.log.LogThread;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StderrHandlerTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final StderrHandler handler = new StderrHandler(err);
  private final List<Integer> failures = new ArrayList<>();

  @Test
  void publish_anyRecord_isWrittenAtOnce() {
    handler.publish(new LogRecord(Level.WARNING, "It rains."));

    assertThat(written()).contains("It rains.");
  }

  @Test
  void publish_gatheredRecord_waitsForTheFlushOfItsWriter() {
    handler.publish(gathered());
    assertThat(written()).isEmpty();

    handler.flush();
    assertThat(written()).contains("GET /");
  }

  @Test
  void publish_afterGatheredRecord_keepsTheirOrder() {
    handler.publish(gathered());
    handler.publish(new LogRecord(Level.WARNING, "It rains."));

    assertThat(written()).containsSubsequence("GET /", "It rains.");
  }

  @Test
  void close_recordsWaiting_writesThemAndLeavesTheStreamOpen() {
    handler.publish(gathered());
    handler.close();
    handler.publish(new LogRecord(Level.WARNING, "It rains."));

    assertThat(written()).contains("GET /", "It rains.");
  }

  @Test
  void publish_recordThatCannotBeFormatted_letsOthersBeWritten() {
    handler.setErrorManager(
        new ErrorManager() {
          @Override
          public synchronized void error(String message, Exception e, int code) {
            failures.add(code);
          }
        });
    handler.setFormatter(
        new Formatter() {
          @Override
          public String format(LogRecord record) {
            throw new IllegalStateException("no format");
          }
        });
    handler.publish(new LogRecord(Level.WARNING, "It rains."));
    handler.setFormatter(new LogLineFormatter());
    handler.publish(new LogRecord(Level.WARNING, "It snows."));

    assertThat(failures).containsExactly(ErrorManager.FORMAT_FAILURE);
    assertThat(written()).contains("It snows.").doesNotContain("It rains.");
  }

  @Test
  void write_linesOfRequests_areWhatTheirRecordsComeTo() {
    handler.setFormatter(new LogLineFormatter());
    Logger logger = Logger.getLogger(StderrHandlerTest.class.getName());
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
    try (LogThread log = LogThread.start()) {
      log.info(LoggerFactory.getLogger(logger.getName()), line -> line.word("GET").word("/"));
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }

    String written = written();
    GatheredRecord record =
        new GatheredRecord(
            logger.getName(), "GET /", Instant.parse(written.substring(0, written.indexOf(' '))));
    assertThat(written).isEqualTo(new LogLineFormatter().format(record));
  }

  @Test
  void takesLines_onlyAsItWouldWriteThemItself() {
    handler.setFormatter(new LogLineFormatter());
    assertThat(handler.takesLines()).isTrue();

    handler.setLevel(Level.WARNING);
    assertThat(handler.takesLines()).isFalse();
    handler.setLevel(Level.ALL);
    handler.setFilter(record -> false);
    assertThat(handler.takesLines()).isFalse();
    handler.setFilter(null);
    handler.setFormatter(new SimpleFormatter());
    assertThat(handler.takesLines()).isFalse();
  }

  private String written() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static GatheredRecord gathered() {
    return new GatheredRecord("etagere.access", "GET /", Instant.now());
  }
}
