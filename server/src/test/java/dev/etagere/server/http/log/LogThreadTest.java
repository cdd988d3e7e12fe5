package dev.etagere.server.http.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** No line is lost, however fast they come and however slow the device is. */
@Timeout(60)
class LogThreadTest {
  private static final Logger LOGGER = Logger.getLogger(LogThreadTest.class.getName());
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LogThreadTest.class);
  private static final int MORE_THAN_WAIT = 10_000;

  private final List<Integer> written = new CopyOnWriteArrayList<>();
  private final List<Instant> times = new CopyOnWriteArrayList<>();
  private final AtomicInteger flushed = new AtomicInteger();
  private final CountDownLatch device = new CountDownLatch(1);
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          Uninterruptibles.awaitUninterruptibly(device);
          written.add(Integer.valueOf(record.getMessage()));
          times.add(record.getInstant());
        }

        @Override
        public void flush() {
          flushed.set(written.size());
        }

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOGGER.addHandler(handler);
    LOGGER.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(handler);
    LOGGER.setUseParentHandlers(true);
  }

  private static void log(LogThread log, int from, int to) {
    for (int i = from; i < to; i++) {
      int number = i;
      log.info(LOG, line -> line.number(number));
    }
  }

  @Test
  void close_linesWaiting_writesThemInOrder() {
    device.countDown();
    LogThread log = LogThread.start();
    log(log, 0, 1000);
    log.close();

    assertThat(written).hasSize(1000).isSorted();
    assertThat(flushed).hasValue(1000);
  }

  @Test
  void log_linesThatAreRefused_doesNotKeepTheOthersWaiting() {
    device.countDown();
    try (LogThread log = LogThread.start()) {
      log.info(LOG, line -> line.word("no-number-which-the-handler-does-not-take"));
      log(log, 0, MORE_THAN_WAIT);
    }

    assertThat(written).hasSize(MORE_THAN_WAIT).isSorted();
    assertThat(flushed).hasValue(MORE_THAN_WAIT);
  }

  @Test
  void log_deviceStopped_tellsWhenEachLineCame() {
    LogThread log = LogThread.start();
    Instant before = Instant.now();
    log(log, 0, 2);
    Instant after = Instant.now();
    device.countDown();
    log.close();

    assertThat(times).hasSize(2).allSatisfy(time -> assertThat(time).isBetween(before, after));
  }

  @Test
  void log_nothingFollows_flushesSoon() {
    device.countDown();
    try (LogThread log = LogThread.start()) {
      log(log, 0, 1);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (flushed.get() == 0 && System.nanoTime() < end) {
        Thread.onSpinWait();
      }

      assertThat(flushed).hasValue(1);
    }
  }

  @Test
  void log_afterClose_flushesAtOnce() {
    device.countDown();
    LogThread log = LogThread.start();
    log.close();
    log(log, 0, 1);

    assertThat(flushed).hasValue(1);
  }

  @Test
  void log_deviceStopped_waitsAndLosesNothing() throws Exception {
    LogThread log = LogThread.start();
    Thread requests = StoppedRequests.start(() -> log(log, 0, MORE_THAN_WAIT));

    device.countDown();
    requests.join();
    log.close();

    assertThat(written).hasSize(MORE_THAN_WAIT).isSorted();
  }

  @Test
  void log_afterClose_isWrittenAtOnce() {
    device.countDown();
    LogThread log = LogThread.start();
    log.close();
    log.close();
    log(log, 7, 8);

    assertThat(written).containsExactly(7);
  }
}
