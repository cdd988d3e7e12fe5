package dev.etagere.examples.usecases;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;

/**
 * Takes each order to payments, then to the stock. It notes nowhere how far it came: started again,
 * it repeats everything from the top, and the keys make that harmless.
 */
final class OrderService {
  /** The exit code of a crash: halted, with no chance to clean up. */
  static final int CRASHED = 42;

  /** Where it can crash while it works on one order: in each of two calls, and after each. */
  static final int CRASH_POINTS = 4;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;
  private int pointsUntilCrash;

  private OrderService(URI base, int pointsUntilCrash) {
    this.base = base;
    this.pointsUntilCrash = pointsUntilCrash;
  }

  /** Arguments: the address of the server, the run, and at which crash point to crash. */
  public static void main(String[] arguments) throws InterruptedException {
    OrderService service =
        new OrderService(URI.create(arguments[0]), Integer.parseInt(arguments[2]));
    try {
      for (Order order : Order.of(arguments[1])) {
        service.process(order);
      }
    } catch (IOException failure) {
      System.err.println("The order service gives up: " + failure);
      System.exit(1);
    }
  }

  private void process(Order order) throws IOException, InterruptedException {
    call(order, "payments", order.price());
    call(order, "stock", -order.quantity());
  }

  private void call(Order order, String service, int amount)
      throws IOException, InterruptedException {
    KeyedPost post =
        new KeyedPost(
            base.resolve("/v1/" + service), order.id(), Amounts.content(order.id(), amount));
    String step = "order %d, %s".formatted(order.number(), service);
    if (crashesHere()) {
      post.loseAnswer();
      crash(step + ": while it waits for the answer");
    }
    KeyedPost.Answer answer = post.send(client);
    System.out.printf("  %s: %s%n", step, answer.replayed() ? "was done before" : "done");
    if (crashesHere()) {
      crash(step + ": after the answer");
    }
  }

  private boolean crashesHere() {
    return --pointsUntilCrash == 0;
  }

  private static void crash(String where) {
    System.out.println("  CRASH in " + where);
    System.out.flush();
    // Not exit: no shutdown hook and no finally may run, as if the power had failed.
    Runtime.getRuntime().halt(CRASHED);
  }
}
