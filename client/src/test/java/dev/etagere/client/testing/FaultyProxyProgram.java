package dev.etagere.client.testing;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The proxy as a program, for clients in other languages. Arguments: the address of the server, the
 * share of requests that meet a fault, the seed. It says where it listens, and runs until its input
 * ends; then it says what it did.
 */
public final class FaultyProxyProgram {
  private static final Duration LONGEST = Duration.ofMillis(50);

  private FaultyProxyProgram() {}

  /** Refusing hits all clients at once, and what that costs them is bounded by their budgets. */
  private static List<Fault> kinds() {
    List<Fault> kinds = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      kinds.addAll(Collections.nCopies(fault == Fault.REFUSE ? 1 : 4, fault));
    }
    return kinds;
  }

  /** Runs the proxy. */
  public static void main(String[] arguments) throws Exception {
    FaultPlan plan =
        new FaultPlan(
            Long.parseLong(arguments[2]), Double.parseDouble(arguments[1]), LONGEST, kinds());
    try (FaultyProxy proxy = new FaultyProxy(URI.create(arguments[0]), plan)) {
      System.out.println("Faulty proxy listens on " + proxy.uri());
      while (System.in.read() >= 0) {
        System.out.flush();
      }
      System.out.println(proxy);
    }
  }
}
