package dev.etagere.client.testing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Draws faults. The same seed draws the same sequence; which request meets which fault also depends
 * on the order in which they come.
 */
public final class FaultPlan {
  private final long seed;
  private final double rate;
  private final Duration longest;
  private final List<Fault> kinds;
  private final Random random;

  /**
   * A plan in which all kinds are equally frequent.
   *
   * @param seed what the sequence depends on
   * @param rate how many of the requests meet a fault, 0 to 1
   * @param longest the longest delay, and the longest time of refusing
   */
  public FaultPlan(long seed, double rate, Duration longest) {
    this(seed, rate, longest, List.of(Fault.values()));
  }

  /** The same with these kinds only. */
  public FaultPlan(long seed, double rate, Duration longest, List<Fault> kinds) {
    this.seed = seed;
    this.rate = rate;
    this.longest = longest;
    this.kinds = List.copyOf(kinds);
    this.random = new Random(seed);
  }

  /** No fault ever. */
  public static FaultPlan none() {
    return new FaultPlan(0, 0, Duration.ofMillis(1));
  }

  synchronized Optional<Fault> next() {
    return random.nextDouble() < rate
        ? Optional.of(kinds.get(random.nextInt(kinds.size())))
        : Optional.empty();
  }

  synchronized Duration aWhile() {
    return Duration.ofNanos((long) (random.nextDouble() * (double) longest.toNanos()));
  }

  @Override
  public String toString() {
    return "seed %d, %.0f%% faults".formatted(seed, 100 * rate);
  }
}
