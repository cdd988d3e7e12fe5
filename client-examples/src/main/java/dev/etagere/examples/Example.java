package dev.etagere.examples;

import dev.etagere.client.EtagereClient;
import dev.etagere.client.error.EtagereException;
import java.net.URI;

/** How each example is run: against the server at the address that is its first argument. */
final class Example {
  private Example() {}

  /** What an example does. */
  interface Body {
    /** Prints what it does, and returns whether the result is as it should be. */
    boolean run(EtagereClient client) throws Exception;
  }

  /** Exit codes: 0 if the result is right, 1 if not, 2 if the address is missing. */
  static void main(String[] arguments, Body body) throws Exception {
    if (arguments.length == 0) {
      System.err.println("Give the address of a running server, like http://127.0.0.1:8080.");
      System.exit(2);
    }
    try {
      boolean right = body.run(EtagereClient.of(URI.create(arguments[0])));
      System.out.println(right ? "The result is right." : "THE RESULT IS WRONG.");
      System.exit(right ? 0 : 1);
    } catch (EtagereException failure) {
      System.err.println(failure.getMessage());
      System.exit(1);
    }
  }
}
