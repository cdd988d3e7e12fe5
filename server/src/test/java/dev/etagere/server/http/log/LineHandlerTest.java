package dev.etagere.server.http.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Where one handler takes lines as bytes, none is lost either, and none comes twice. */
@Timeout(60)
class LineHandlerTest {
  private static final Logger LOGGER = Logger.getLogger(LineHandlerTest.class.getName());
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LineHandlerTest.class);
  private static final int MORE_THAN_WAIT = 10_000;
  private static final String LONG = "x".repeat(200);

  private final CountDownLatch device = new CountDownLatch(1);
  private final AsBytes asBytes = new AsBytes();

  /** Keeps what comes as bytes apart from what comes as records. */
  private final class AsBytes extends Handler implements LineHandler {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<String> records = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;

    @Override
    public boolean takesLines() {
      return !refusing;
    }

    @Override
    public void begin(LineText line, String logger, long millis) {
      line.word(logger);
    }

    @Override
    public void write(byte[] lines, int length) {
      Uninterruptibles.awaitUninterruptibly(device);
      bytes.write(lines, 0, length);
    }

    @Override
    public void publish(LogRecord record) {
      records.add(record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    List<Integer> lines() {
      return bytes.toString(StandardCharsets.UTF_8).lines().map(AsBytes::number).toList();
    }

    private static Integer number(String line) {
      return Integer.valueOf(line.substring(LOGGER.getName().length() + 1).split(" ", 2)[0]);
    }
  }

  @BeforeEach
  void listen() {
    LOGGER.addHandler(asBytes);
    LOGGER.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(asBytes);
    LOGGER.setUseParentHandlers(true);
    LOGGER.setFilter(null);
  }

  private static void log(LogThread log, int from, int to) {
    for (int i = from; i < to; i++) {
      int number = i;
      log.info(LOG, line -> line.number(number).word(LONG));
    }
  }

  private static void half(LineText line) {
    line.word("half");
    throw new OutOfMemoryError("no more");
  }

  @Test
  void log_manyMoreThanWait_writesAllInOrderAsBytes() {
    device.countDown();
    try (LogThread log = LogThread.start()) {
      log(log, 0, MORE_THAN_WAIT);
    }

    assertThat(asBytes.lines()).hasSize(MORE_THAN_WAIT).isSorted().doesNotHaveDuplicates();
    assertThat(asBytes.records).isEmpty();
  }

  @Test
  void log_lineThatFailsHalfway_leavesTheOthersWhole() {
    device.countDown();
    try (LogThread log = LogThread.start()) {
      log(log, 0, 1);
      assertThatExceptionOfType(OutOfMemoryError.class)
          .isThrownBy(() -> log.info(LOG, LineHandlerTest::half));
      log(log, 1, 2);
    }

    assertThat(asBytes.lines()).containsExactly(0, 1);
  }

  @Test
  void log_byManyThreads_losesAndMixesNothing() throws Exception {
    device.countDown();
    int threads = 8;
    int each = 2000;
    try (LogThread log = LogThread.start()) {
      List<Thread> requests = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int from = t * each;
        requests.add(new Thread(() -> log(log, from, from + each)));
      }
      requests.forEach(Thread::start);
      for (Thread request : requests) {
        request.join();
      }
    }

    assertThat(asBytes.lines())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, threads * each).boxed().toList());
  }

  @Test
  void log_deviceStopped_waitsAndLosesNothing() throws Exception {
    LogThread log = LogThread.start();
    Thread requests = StoppedRequests.start(() -> log(log, 0, MORE_THAN_WAIT));

    device.countDown();
    requests.join();
    log.close();

    assertThat(asBytes.lines()).hasSize(MORE_THAN_WAIT).isSorted();
  }

  @Test
  void log_afterClose_isWrittenAtOnce() {
    device.countDown();
    LogThread log = LogThread.start();
    log.close();
    log(log, 0, 1);

    assertThat(asBytes.records).containsExactly(0 + " " + LONG);
  }

  @Test
  void log_handlerAddedOrRefusingOrFilter_givesRecordsToAll() {
    device.countDown();
    AsBytes other = new AsBytes();
    LOGGER.addHandler(other);
    try (LogThread log = LogThread.start()) {
      log(log, 0, 1);
    } finally {
      LOGGER.removeHandler(other);
    }
    asBytes.refusing = true;
    try (LogThread log = LogThread.start()) {
      log(log, 1, 2);
    }
    asBytes.refusing = false;
    LOGGER.setFilter(record -> !record.getMessage().startsWith("2"));
    try (LogThread log = LogThread.start()) {
      log(log, 2, 4);
    }

    assertThat(other.records).containsExactly(0 + " " + LONG);
    assertThat(asBytes.records).containsExactly(0 + " " + LONG, 1 + " " + LONG, 3 + " " + LONG);
    assertThat(asBytes.lines()).isEmpty();
  }

  @Test
  void log_handlerAddedMeanwhile_getsTheLinesSoon() {
    device.countDown();
    AsBytes other = new AsBytes();
    try (LogThread log = LogThread.start()) {
      log(log, 0, 1);
      LOGGER.addHandler(other);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      for (int i = 1; other.records.isEmpty() && System.nanoTime() < end; i++) {
        log(log, i, i + 1);
      }
    } finally {
      LOGGER.removeHandler(other);
    }

    assertThat(other.records).isNotEmpty();
  }
}
