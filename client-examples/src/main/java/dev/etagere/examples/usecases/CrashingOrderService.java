package dev.etagere.examples.usecases;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Starts the order service as a process of its own, which halts itself at points that a seed gives,
 * again and again until it is let through. Then adds up what was paid and what was booked.
 */
public final class CrashingOrderService {
  private static final int CRASHES = 6;

  /** Where it crashes first: after the first payment, before its booking. */
  private static final int BETWEEN_THE_TWO_CALLS = 2;

  private static final int NOWHERE = 0;

  private final URI base;
  private final String run = UUID.randomUUID().toString();
  private final List<Order> orders = Order.of(run);
  private final Random random;

  private CrashingOrderService(URI base, long seed) {
    this.base = base;
    this.random = new Random(seed);
  }

  /**
   * Runs it against the server at the address that is the first argument; the second may be the
   * seed of an earlier run. Exit codes: 0 if the sums are right, 1 if not or if something failed, 2
   * if the address is missing.
   */
  public static void main(String[] arguments) throws Exception {
    UseCase.main(arguments, (base, seed) -> new CrashingOrderService(base, seed).isRight());
  }

  private boolean isRight() throws IOException, InterruptedException {
    crashAndFinish();
    HttpClient client = HttpClient.newHttpClient();
    Amounts payments = Amounts.read(client, base.resolve("/v1/payments"), run);
    Amounts bookings = Amounts.read(client, base.resolve("/v1/stock"), run);
    int prices = orders.stream().mapToInt(Order::price).sum();
    int quantities = orders.stream().mapToInt(Order::quantity).sum();
    System.out.printf(
        "%d orders, %d crashes: %d payments of %d in all, %d bookings of %d in all%n",
        orders.size(), CRASHES, payments.count(), payments.sum(), bookings.count(), bookings.sum());
    System.out.printf(
        "right are            %d payments of %d in all, %d bookings of %d in all%n",
        orders.size(), prices, orders.size(), -quantities);
    return payments.count() == orders.size()
        && payments.sum() == prices
        && bookings.count() == orders.size()
        && bookings.sum() == -quantities;
  }

  private void crashAndFinish() throws IOException, InterruptedException {
    int points = orders.size() * OrderService.CRASH_POINTS;
    int crashAt = BETWEEN_THE_TWO_CALLS;
    for (int crash = 0; crash < CRASHES; crash++) {
      start(crashAt, OrderService.CRASHED);
      crashAt = 1 + random.nextInt(points);
    }
    start(NOWHERE, 0);
  }

  private void start(int crashAt, int expectedExitCode) throws IOException, InterruptedException {
    System.out.println("The order service starts, and begins at the top:");
    Process service =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OrderService.class.getName(),
                base.toString(),
                run,
                Integer.toString(crashAt))
            .inheritIO()
            .start();
    try {
      int exitCode = service.waitFor();
      if (exitCode != expectedExitCode) {
        throw new IOException(
            "The order service ended with %d instead of %d, see above."
                .formatted(exitCode, expectedExitCode));
      }
    } finally {
      service.destroyForcibly();
    }
  }
}
