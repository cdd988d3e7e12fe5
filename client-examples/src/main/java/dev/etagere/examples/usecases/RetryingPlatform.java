package dev.etagere.examples.usecases;

import dev.etagere.examples.usecases.InvoiceFunction.AnswerLostException;
import dev.etagere.examples.usecases.InvoiceFunction.Network;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * A small platform for functions, as such platforms are: it delivers each event at least once, some
 * several times and at the same moment, and invokes the function again when it failed. Then counts
 * the invoices: one for each event.
 */
public final class RetryingPlatform {
  private static final int EVENTS = 25;
  private static final int MOST_DELIVERIES = 4;
  private static final int MOST_LOST_ANSWERS = 2;
  private static final int THREADS = 8;

  private final String run = UUID.randomUUID().toString();
  private final URI invoices;
  private final InvoiceFunction function;

  private RetryingPlatform(URI base) {
    this.invoices = base.resolve("/v1/invoices");
    this.function = new InvoiceFunction(HttpClient.newHttpClient(), invoices);
  }

  /**
   * One delivery of an event.
   *
   * @param lostAnswers how many invocations will lose their answer before one gets it
   */
  private record Delivery(Event event, int lostAnswers) {}

  private record Handled(Event event, KeyedPost.Answer answer) {}

  /**
   * Runs it against the server at the address that is the first argument; the second may be the
   * seed of an earlier run. Exit codes: 0 if there is one invoice for each event, 1 if not or if
   * something failed, 2 if the address is missing.
   */
  public static void main(String[] arguments) throws Exception {
    UseCase.main(arguments, (base, seed) -> new RetryingPlatform(base).isRight(new Random(seed)));
  }

  private boolean isRight(Random random) throws IOException, InterruptedException {
    List<Event> events =
        IntStream.rangeClosed(1, EVENTS)
            .mapToObj(number -> new Event(run + "-event-" + number, 10 * number))
            .toList();
    List<Delivery> deliveries = deliveries(events, random);
    List<Handled> handled = deliver(deliveries);
    Amounts written = Amounts.read(function.client(), invoices, run);
    int amount = events.stream().mapToInt(Event::amount).sum();
    System.out.printf(
        "%d events, %d deliveries, %d answers lost: %d invoices of %d in all%n",
        EVENTS,
        deliveries.size(),
        deliveries.stream().mapToInt(Delivery::lostAnswers).sum(),
        written.count(),
        written.sum());
    System.out.printf("right are %d invoices of %d in all%n", EVENTS, amount);
    return written.count() == EVENTS && written.sum() == amount && agree(handled);
  }

  private static List<Delivery> deliveries(List<Event> events, Random random) {
    List<Delivery> deliveries = new ArrayList<>();
    for (Event event : events) {
      int copies = 1 + random.nextInt(MOST_DELIVERIES);
      for (int copy = 0; copy < copies; copy++) {
        deliveries.add(new Delivery(event, random.nextInt(MOST_LOST_ANSWERS + 1)));
      }
    }
    // What was drawn for one event stays together: its deliveries are to meet at the same moment.
    return Collections.unmodifiableList(deliveries);
  }

  private List<Handled> deliver(List<Delivery> deliveries)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Handled>> calls = new ArrayList<>();
      deliveries.forEach(delivery -> calls.add(() -> deliver(delivery)));
      List<Handled> handled = new ArrayList<>();
      for (Future<Handled> call : threads.invokeAll(calls)) {
        handled.add(call.get());
      }
      return handled;
    } catch (ExecutionException failure) {
      throw new IOException("A delivery failed: " + failure.getCause(), failure);
    } finally {
      threads.shutdown();
    }
  }

  /** Invokes the function until it succeeds. */
  private Handled deliver(Delivery delivery) throws IOException, InterruptedException {
    int lost = 0;
    while (true) {
      Network network = lost < delivery.lostAnswers() ? Network.LOSES_THE_ANSWER : Network.WORKS;
      try {
        return new Handled(delivery.event(), function.handle(delivery.event(), network));
      } catch (AnswerLostException failure) {
        lost++;
      }
    }
  }

  /** Whether all that were told of an invoice were told of the same one, for each event. */
  private static boolean agree(List<Handled> handled) {
    Map<String, Set<String>> locations = new TreeMap<>();
    for (Handled one : handled) {
      locations
          .computeIfAbsent(one.event().id(), event -> new HashSet<>())
          .add(one.answer().location());
    }
    long replays = handled.stream().filter(one -> one.answer().replayed()).count();
    System.out.printf(
        "%d invocations were answered, %d of them with the answer of an earlier one%n",
        handled.size(), replays);
    return locations.size() == EVENTS
        && locations.values().stream().allMatch(places -> places.size() == 1);
  }
}
