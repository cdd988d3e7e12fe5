package dev.etagere.server.config.text;

import com.google.common.base.Splitter;
import dev.etagere.server.config.Chaos;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How chaos is written: {@code drop-answer=0.1,delay=0.05:200ms,error-503=0.05,seed=42}. */
public final class ChaosSyntax {
  private static final String DROP_ANSWER = "drop-answer";
  private static final String DELAY = "delay";
  private static final String ERROR_503 = "error-503";
  private static final String SEED = "seed";
  private static final List<String> FAULTS = List.of(DROP_ANSWER, DELAY, ERROR_503);
  private static final List<String> NAMES = List.of(DROP_ANSWER, DELAY, ERROR_503, SEED);

  private static final Pattern SHARE = Pattern.compile("0(?:\\.[0-9]{1,6})?|1(?:\\.0{1,6})?");
  private static final Pattern DELAY_BY = Pattern.compile("([0-9]{1,6})(ms|s)");
  private static final Pattern SEED_NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final String EXAMPLE =
      "Give faults and their shares, like drop-answer=0.1,delay=0.05:200ms,error-503=0.05";

  private final Map<String, String> given = new HashMap<>();

  private ChaosSyntax() {}

  /**
   * Reads a plan. Without a seed it gets a random one.
   *
   * @throws InvalidValueException if the text is none
   */
  public static Chaos read(String text) throws InvalidValueException {
    ChaosSyntax parts = new ChaosSyntax();
    for (String part : Splitter.on(',').trimResults().split(text)) {
      parts.add(part);
    }
    return parts.plan();
  }

  private void add(String part) throws InvalidValueException {
    int equals = part.indexOf('=');
    if (equals < 0) {
      throw new InvalidValueException("'" + Shown.of(part) + "' has no '='", EXAMPLE);
    }
    String name = part.substring(0, equals);
    if (!NAMES.contains(name)) {
      throw new InvalidValueException(
          "'" + Shown.of(name) + "' is no fault", NearestName.remedy(name, NAMES));
    }
    if (given.put(name, part.substring(equals + 1)) != null) {
      throw new InvalidValueException(name + " is there twice", "Leave one out");
    }
  }

  private Chaos plan() throws InvalidValueException {
    if (FAULTS.stream().noneMatch(given::containsKey)) {
      throw new InvalidValueException("It names no fault", EXAMPLE);
    }
    List<String> delay = Splitter.on(':').limit(2).splitToList(given.getOrDefault(DELAY, "0:0s"));
    int drop = share(DROP_ANSWER, given.getOrDefault(DROP_ANSWER, "0"));
    int late = share(DELAY, delay.get(0));
    int error = share(ERROR_503, given.getOrDefault(ERROR_503, "0"));
    if (drop + late + error > Chaos.ALL) {
      throw new InvalidValueException(
          "The shares are more than 1 together",
          "An answer has at most one fault, so let them sum up to 1 at most");
    }
    return new Chaos(drop, late, delayBy(delay.size() == 2 ? delay.get(1) : ""), error, seed());
  }

  private static int share(String name, String text) throws InvalidValueException {
    if (!SHARE.matcher(text).matches()) {
      throw new InvalidValueException(
          "%s=%s has no share of the answers".formatted(name, Shown.of(text)),
          "Give one from 0 to 1 with at most 6 decimals, like 0.05");
    }
    return new BigDecimal(text).movePointRight(6).intValueExact();
  }

  private static Duration delayBy(String text) throws InvalidValueException {
    Matcher parts = DELAY_BY.matcher(text);
    if (parts.matches()) {
      long number = Long.parseLong(parts.group(1));
      Duration delay =
          parts.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
      if (delay.compareTo(Chaos.MAX_DELAY) <= 0) {
        return delay;
      }
    }
    throw new InvalidValueException(
        "The delay '%s' is no duration up to %d s"
            .formatted(Shown.of(text), Chaos.MAX_DELAY.toSeconds()),
        "Give it behind the share, in ms or s, like delay=0.05:200ms");
  }

  private long seed() throws InvalidValueException {
    String text = given.get(SEED);
    if (text == null) {
      return ThreadLocalRandom.current().nextLong(1_000_000);
    } else if (!SEED_NUMBER.matcher(text).matches()) {
      throw new InvalidValueException(
          "'" + Shown.of(text) + "' is no seed", "Give a whole number of at most 18 digits");
    }
    return Long.parseLong(text);
  }
}
