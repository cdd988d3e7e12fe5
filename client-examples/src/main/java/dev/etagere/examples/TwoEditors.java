package dev.etagere.examples;

import dev.etagere.examples.CounterDocument.Reading;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two editors count in one document at the same time, and no count is lost. */
public final class TwoEditors {
  private static final int EDITORS = 2;
  private static final int INCREMENTS = 200;
  private static final int TOTAL = EDITORS * INCREMENTS;

  private TwoEditors() {}

  /**
   * Runs both editors against the server at the address that is the only argument. Exit codes: 0 if
   * each increment was counted exactly once, 1 if not or if the server failed, 2 if the argument is
   * missing.
   */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 1) {
      System.err.println("Give the address of a running server, like http://127.0.0.1:8080.");
      System.exit(2);
    }
    try {
      boolean exact = run(URI.create(arguments[0]));
      System.exit(exact ? 0 : 1);
    } catch (ConnectException unreachable) {
      System.err.printf("No server answers at %s. Start one with ./etagere.%n", arguments[0]);
      System.exit(1);
    } catch (IOException | ExecutionException | IllegalArgumentException failure) {
      System.err.println("The editors could not finish: " + failure);
      System.exit(1);
    }
  }

  private static boolean run(URI base)
      throws IOException, InterruptedException, ExecutionException {
    HttpClient client = HttpClient.newHttpClient();
    CounterDocument document = CounterDocument.create(client, base.resolve("/v1/notes"));
    int lost = 0;
    for (Future<Integer> races : edit(document)) {
      lost += races.get();
    }
    Reading end = document.read();
    System.out.printf(
        "%d editors, %d increments each: count %d, entity tag %s, %d lost races retried%n",
        EDITORS, INCREMENTS, end.count(), end.entityTag(), lost);
    return isExact(end);
  }

  private static List<Future<Integer>> edit(CounterDocument document) throws InterruptedException {
    ExecutorService editors = Executors.newFixedThreadPool(EDITORS);
    try {
      Callable<Integer> editor = () -> increment(document);
      return editors.invokeAll(Collections.nCopies(EDITORS, editor));
    } finally {
      editors.shutdown();
    }
  }

  /**
   * Reads and writes until each increment has got through.
   *
   * @return how often the other editor was faster
   */
  private static int increment(CounterDocument document) throws IOException, InterruptedException {
    int done = 0;
    int lost = 0;
    while (done < INCREMENTS) {
      Reading current = document.read();
      if (document.replace(current, current.count() + 1)) {
        done++;
      } else if (++lost > TOTAL - INCREMENTS) {
        // A race is lost only to a write of the others, and these write no more than that.
        throw new IOException("The server answered 412 although nobody else had written.");
      }
    }
    return lost;
  }

  /**
   * Tells whether the count is right, and made by as many writes. Creation is version 1. Only this
   * check looks into the entity tag: to clients it is opaque (RFC 9110 §8.8.3).
   */
  private static boolean isExact(Reading end) {
    boolean counted = end.count() == TOTAL;
    boolean written = end.entityTag().startsWith("\"" + (TOTAL + 1) + "-");
    if (!counted || !written) {
      System.err.printf(
          "Expected the count %d in version %d, found the count %d under %s.%n",
          TOTAL, TOTAL + 1, end.count(), end.entityTag());
    }
    return counted && written;
  }
}
