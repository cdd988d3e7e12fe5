package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.grizzly.guard.ConnectionLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of callers whose connections are closed since they do not read. */
class EvictedReadersTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int READERS = 20;
  private static final Logger ROOT = Logger.getLogger("");

  private final Queue<LogRecord> told = new ConcurrentLinkedQueue<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
            told.add(line);
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    ROOT.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    ROOT.removeHandler(handler);
  }

  /** Room for a few answers only, so that most of their readers are put out. */
  private static RunningServer server(boolean onSelectors) {
    return new RunningServer(
        RunningServer.SETTINGS
            .withQuickPaths(path -> onSelectors)
            .withConnections(
                ConnectionLimits.DEFAULT
                    .withTimes(LONG, LONG, LONG, LONG)
                    .withSizes(1000, 1000, 2L * SampleResource.HUGE)));
  }

  private void putReadersOut(RunningServer running, String path) throws IOException {
    List<RawConnection> slow = new ArrayList<>();
    try {
      for (int i = 0; i < READERS; i++) {
        slow.add(running.connect());
      }
      running.awaitConnections(READERS);
      told.clear(); // What was said of the start.
      for (RawConnection connection : slow) {
        connection.request("GET", path);
      }
      running.awaitConnections(count -> count <= 3);
    } finally {
      for (RawConnection connection : slow) {
        connection.close();
      }
      assertThat(running.server().stop(LONG)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void reader_putOut_isNoErrorOfTheServer(boolean onSelectors) throws IOException {
    try (RunningServer running = server(onSelectors)) {
      putReadersOut(running, "/huge-in-parts");
    }
    assertThat(told).extracting(LogRecord::getThrown).containsOnlyNulls();
    assertThat(told).extracting(LogRecord::getLevel).containsOnly(Level.WARNING);
  }

  @Test
  void readers_putOut_areToldOnceAndCounted() throws IOException {
    try (RunningServer running = server(false)) {
      putReadersOut(running, "/huge");
      assertThat(running.server().levels().evictedReaders())
          .isBetween(READERS - 3L, (long) READERS);
    }
    assertThat(told).hasSize(1);
  }
}
