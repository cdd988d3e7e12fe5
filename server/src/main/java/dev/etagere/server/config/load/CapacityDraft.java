package dev.etagere.server.config.load;

import dev.etagere.server.config.Capacity;
import dev.etagere.server.config.Deadlines;
import dev.etagere.server.config.Limits;
import dev.etagere.server.config.NetworkConfig;
import dev.etagere.server.config.load.Source.Given;
import dev.etagere.server.config.text.InvalidValueException;
import dev.etagere.server.config.text.Mistake;
import dev.etagere.server.config.text.Quantity;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What the sources say of deadlines and of how much is done at once. */
final class CapacityDraft {
  private final Map<Setting, Given> given = new EnumMap<>(Setting.class);
  private Duration header = Deadlines.DEFAULT.header();
  private Duration body = Deadlines.DEFAULT.body();
  private Duration answer = Deadlines.DEFAULT.answer();
  private Duration idle = Deadlines.DEFAULT.idle();
  private int minBytesPerSecond = Deadlines.DEFAULT.minBytesPerSecond();
  private Duration queue = Deadlines.DEFAULT.queue();
  private Duration request = Deadlines.DEFAULT.request();
  private int atOnce = Capacity.DEFAULT.requestsAtOnce();
  private int waiting = Capacity.DEFAULT.requestsWaiting();
  private OptionalInt bodyMemory = Capacity.DEFAULT.bodyMemory();
  private OptionalInt answerMemory = Capacity.DEFAULT.answerMemory();

  /**
   * Takes a setting.
   *
   * @return false if it is none of these
   * @throws InvalidValueException if the text is no value of it
   */
  boolean apply(Setting setting, Given value) throws InvalidValueException {
    String text = value.text();
    switch (setting) {
      case HEADER_TIME -> header = time(text);
      case BODY_TIME -> body = time(text);
      case ANSWER_TIME -> answer = time(text);
      case IDLE_TIME -> idle = time(text);
      case MIN_BYTES_PER_SECOND -> minBytesPerSecond = Quantity.bytes(text, 1, Deadlines.MAX_RATE);
      case QUEUE_TIME -> queue = time(text);
      case REQUEST_TIME -> request = time(text);
      case REQUESTS_AT_ONCE -> atOnce = Quantity.number(text, 1, Capacity.MAX_REQUESTS_AT_ONCE);
      case REQUESTS_WAITING -> waiting = Quantity.number(text, 1, Capacity.MAX_REQUESTS_WAITING);
      case BODY_MEMORY -> bodyMemory = memory(text);
      case ANSWER_MEMORY -> answerMemory = memory(text);
      default -> {
        return false;
      }
    }
    given.put(setting, value);
    return true;
  }

  private static Duration time(String text) throws InvalidValueException {
    return Quantity.duration(text, Deadlines.MIN, Deadlines.MAX);
  }

  private static OptionalInt memory(String text) throws InvalidValueException {
    return OptionalInt.of(Quantity.bytes(text, Capacity.MIN_MEMORY, Capacity.MAX_MEMORY));
  }

  /** Adds what was laid together, and notes what does not fit together. */
  NetworkConfig finish(NetworkConfig network, Limits limits, List<Mistake> mistakes) {
    refuseUselessMemory(Setting.BODY_MEMORY, bodyMemory, limits, mistakes);
    refuseUselessMemory(Setting.ANSWER_MEMORY, answerMemory, limits, mistakes);
    if (queue.compareTo(request) > 0) {
      refuseLongQueue(mistakes);
      return network;
    }
    return network.with(
        new Deadlines(header, body, answer, idle, minBytesPerSecond, queue, request),
        new Capacity(atOnce, waiting, bodyMemory, answerMemory));
  }

  /** A body that could never arrive would be answered with 503, and repeated for ever. */
  private void refuseUselessMemory(
      Setting setting, OptionalInt memory, Limits limits, List<Mistake> mistakes) {
    Given bytes = given.get(setting);
    if (bytes != null && memory.isPresent() && memory.getAsInt() < limits.bodyBytes()) {
      mistakes.add(
          new Mistake(
              bytes.origin(),
              setting.key(),
              "'%s' is less than one body may have".formatted(bytes.text()),
              "Give at least %s, or a smaller %s"
                  .formatted(Quantity.sizeText(limits.bodyBytes()), Setting.BODY_BYTES.key())));
    }
  }

  private void refuseLongQueue(List<Mistake> mistakes) {
    Setting setting =
        given.containsKey(Setting.QUEUE_TIME) ? Setting.QUEUE_TIME : Setting.REQUEST_TIME;
    Given shown = given.get(setting);
    if (shown != null) {
      mistakes.add(
          new Mistake(
              shown.origin(),
              setting.key(),
              "A request could wait for longer (%s) than it may take in all (%s)"
                  .formatted(Quantity.timeText(queue), Quantity.timeText(request)),
              "Give a %s that is no longer than %s"
                  .formatted(Setting.QUEUE_TIME.key(), Setting.REQUEST_TIME.key())));
    }
  }
}
