package dev.etagere.client.testing;

import dev.etagere.client.ClientBuilder;
import dev.etagere.client.EtagereClient;
import dev.etagere.client.retry.RetryBudget;
import dev.etagere.client.retry.RetryPolicy;
import java.net.URI;
import java.time.Duration;

/** Clients that pause briefly, so that tests are quick. */
public final class Clients {
  /** The rules of the default, in less time. */
  public static final RetryPolicy QUICK =
      RetryPolicy.DEFAULT.withPauses(Duration.ofMillis(1), Duration.ofMillis(20));

  private Clients() {}

  /** A client that is bounded by attempts and time only. */
  public static ClientBuilder quick(URI server) {
    return EtagereClient.builder(server).retryPolicy(QUICK).retryBudget(RetryBudget.unlimited());
  }
}
