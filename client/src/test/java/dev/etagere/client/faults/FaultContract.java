package dev.etagere.client.faults;

import dev.etagere.client.testing.FaultPlan;
import dev.etagere.client.testing.FaultyProxy;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Thirty of a hundred requests meet a fault between client and server. */
@Timeout(900)
interface FaultContract {
  /** A server with the collections counters, payments, phoenixes and lists. */
  URI server();

  /** Names the store in what is printed. */
  String store();

  /** What is done through the faults. */
  interface Work {
    void by(FaultRun run) throws InterruptedException;
  }

  default void throughFaults(Work work) throws InterruptedException {
    FaultPlan plan = new FaultPlan(new Random().nextLong(), 0.3, Duration.ofMillis(20));
    try (FaultyProxy proxy = new FaultyProxy(server(), plan)) {
      try {
        work.by(new FaultRun(store(), proxy.uri()));
      } finally {
        FaultRun.report(store(), proxy);
      }
    }
  }

  @Test
  default void counter_of2000IncrementsByEightClients_isExact() throws InterruptedException {
    throughFaults(run -> run.count(2000, () -> {}));
  }

  @Test
  default void payments_2000Keyed_areEachMadeOnce() throws InterruptedException {
    throughFaults(run -> run.pay(2000, () -> {}));
  }

  @Test
  default void deletesAndReCreates_areEachMadeOnce() throws InterruptedException {
    throughFaults(run -> run.deleteAndCreateAgain(16, 30));
  }

  @Test
  default void keyedPatches_areEachAppliedOnce() throws InterruptedException {
    throughFaults(run -> run.append(500));
  }
}
