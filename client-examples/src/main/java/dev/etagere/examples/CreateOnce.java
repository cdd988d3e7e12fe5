package dev.etagere.examples;

import dev.etagere.client.CallOptions;
import dev.etagere.client.EtagereClient;
import dev.etagere.client.key.IdempotencyKey;
import dev.etagere.client.resource.Versioned;

/** A create that is called twice under one key makes one resource. */
public final class CreateOnce {
  private CreateOnce() {}

  /** What is created. */
  record Order(String item, int pieces) {}

  /** Runs the example. */
  public static void main(String[] arguments) throws Exception {
    Example.main(arguments, CreateOnce::run);
  }

  private static boolean run(EtagereClient client) {
    CallOptions sameKey = CallOptions.key(IdempotencyKey.random());
    Order order = new Order("chair", 4);

    Versioned<Order> first = client.create("notes", order, sameKey);
    Versioned<Order> second = client.create("notes", order, sameKey);

    System.out.printf("First call: %s, second call: %s%n", first.id(), second.id());
    return first.id().equals(second.id())
        && client.get("notes", first.id(), Order.class).value().equals(order);
  }
}
