package dev.etagere.examples.usecases;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;

/** How each use case is run: against the server at the address that is its first argument. */
final class UseCase {
  /** How to start a server that has the collections. */
  static final String START = "Start one: ./etagere --config http-requests/use-cases/etagere.yaml";

  private UseCase() {}

  /** What a use case does. */
  interface Body {
    /** Prints what it does, and returns whether the result is as it should be. */
    boolean isRight(URI base, long seed) throws Exception;
  }

  /**
   * Exit codes: 0 if the result is right, 1 if not or if it failed, 2 if the address is missing.
   */
  static void main(String[] arguments, Body body) throws Exception {
    if (arguments.length == 0) {
      System.err.println("Give the address of a running server, like http://127.0.0.1:8080.");
      System.exit(2);
    }
    System.exit(succeeds(arguments, body) ? 0 : 1);
  }

  private static boolean succeeds(String[] arguments, Body body) throws Exception {
    try {
      long seed =
          arguments.length > 1
              ? Long.parseLong(arguments[1])
              : ThreadLocalRandom.current().nextInt(1_000_000);
      System.out.println("Seed: " + seed);
      boolean right = body.isRight(address(arguments[0]), seed);
      System.out.println(right ? "The result is right." : "THE RESULT IS WRONG.");
      return right;
    } catch (ConnectException unreachable) {
      System.err.printf("No server answers at %s. %s%n", arguments[0], START);
    } catch (IOException failure) {
      System.err.println(failure.getMessage());
    } catch (IllegalArgumentException malformed) {
      System.err.println("Give an address, and perhaps a whole number: " + malformed.getMessage());
    }
    return false;
  }

  /** Only http: the examples open sockets of their own too, without TLS. */
  private static URI address(String text) {
    URI address = URI.create(text);
    if (!"http".equals(address.getScheme()) || address.getHost() == null) {
      throw new IllegalArgumentException("'" + text + "' is not like http://127.0.0.1:8080.");
    }
    return address;
  }
}
