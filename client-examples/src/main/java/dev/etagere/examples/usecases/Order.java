package dev.etagere.examples.usecases;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What was ordered. A process that starts again finds the same orders under the same ids, as it
 * would in a queue or a table: keys are made of these, so they survive every crash.
 *
 * @param number which of the run it is
 * @param id its name, for ever
 * @param price what is to be paid
 * @param quantity what is to be taken from the stock
 */
record Order(int number, String id, int price, int quantity) {
  private static final int COUNT = 5;

  /** The orders of a run. */
  static List<Order> of(String run) {
    return IntStream.rangeClosed(1, COUNT)
        .mapToObj(
            number -> new Order(number, run + "-order-" + number, 10 + 7 * number, 1 + number % 3))
        .toList();
  }
}
