package dev.etagere.server.config.text;

import java.math.BigInteger;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How numbers, sizes and durations are written. */
public final class Quantity {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,18}) ?(B|KiB|MiB)?");
  private static final Map<String, Integer> BYTES = Map.of("B", 1, "KiB", 1 << 10, "MiB", 1 << 20);
  private static final Pattern PLAIN_DURATION = Pattern.compile("([0-9]{1,9})(s|m|h|d)");
  private static final String DURATION_REMEDY = "Give a duration like 30d, 12h, 5m, 10s or PT5M, ";

  private Quantity() {}

  /**
   * Reads a whole number.
   *
   * @throws InvalidValueException if it is none, or less than min or more than max
   */
  public static int number(String text, int min, int max) throws InvalidValueException {
    String remedy = "Give a whole number from %d to %d".formatted(min, max);
    if (!NUMBER.matcher(text).matches()) {
      throw new InvalidValueException("'" + Shown.of(text) + "' is no whole number", remedy);
    }
    return inRange(text, new BigInteger(text), min, max, remedy);
  }

  /**
   * Reads a size: a number of bytes, or with the unit KiB or MiB.
   *
   * @throws InvalidValueException if it is none, or less than min or more than max bytes
   */
  public static int bytes(String text, int min, int max) throws InvalidValueException {
    String remedy =
        "Give a size from %s to %s, as bytes or with the unit KiB or MiB"
            .formatted(sizeText(min), sizeText(max));
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new InvalidValueException("'" + Shown.of(text) + "' is no size", remedy);
    }
    String unit = size.group(2) == null ? "B" : size.group(2);
    BigInteger value =
        new BigInteger(size.group(1)).multiply(BigInteger.valueOf(BYTES.getOrDefault(unit, 1)));
    return inRange(text, value, min, max, remedy);
  }

  /**
   * Reads a duration, ISO 8601 or a number with the unit s, m, h or d.
   *
   * @throws InvalidValueException if it is none, negative, or longer than max
   */
  public static Duration duration(String text, Duration max) throws InvalidValueException {
    String remedy = DURATION_REMEDY + "at most " + max.toDays() + "d";
    Duration value = parseDuration(text, remedy);
    if (value.isNegative()) {
      throw new InvalidValueException("'" + Shown.of(text) + "' is negative", remedy);
    }
    if (value.compareTo(max) > 0) {
      throw new InvalidValueException("'" + Shown.of(text) + "' is too long", remedy);
    }
    return value;
  }

  /**
   * Reads a duration of seconds to hours, in the same way.
   *
   * @throws InvalidValueException if it is none, shorter than min, or longer than max
   */
  public static Duration duration(String text, Duration min, Duration max)
      throws InvalidValueException {
    String remedy =
        "Give a duration like 10s, 5m or PT1M30S, from %s to %s"
            .formatted(timeText(min), timeText(max));
    Duration value = parseDuration(text, remedy);
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new InvalidValueException("'" + Shown.of(text) + "' is out of range", remedy);
    }
    return value;
  }

  /** Writes a duration as {@link #duration} reads it, with the largest unit that is exact. */
  public static String timeText(Duration time) {
    if (time.toNanosPart() != 0) {
      return time.toString();
    }
    long seconds = time.toSeconds();
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    // A minute is said in seconds, since the others that it stands beside are.
    return seconds % 60 == 0 && seconds > 60 ? seconds / 60 + "m" : seconds + "s";
  }

  /** Writes a size as {@link #bytes} reads it, with the largest unit that is exact. */
  public static String sizeText(int bytes) {
    if (bytes % (1 << 20) == 0) {
      return (bytes >> 20) + "MiB";
    }
    return bytes % (1 << 10) == 0 ? (bytes >> 10) + "KiB" : Integer.toString(bytes);
  }

  private static Duration parseDuration(String text, String remedy) throws InvalidValueException {
    Matcher plain = PLAIN_DURATION.matcher(text);
    String iso = plain.matches() ? iso(plain.group(1), plain.group(2)) : text;
    try {
      return Duration.parse(iso);
    } catch (DateTimeParseException e) {
      throw new InvalidValueException("'" + Shown.of(text) + "' is no duration", remedy);
    }
  }

  private static String iso(String number, String unit) {
    return (unit.equals("d") ? "P" : "PT") + number + unit.toUpperCase(Locale.ROOT);
  }

  private static int inRange(String text, BigInteger value, int min, int max, String remedy)
      throws InvalidValueException {
    if (value.compareTo(BigInteger.valueOf(min)) < 0
        || value.compareTo(BigInteger.valueOf(max)) > 0) {
      throw new InvalidValueException("'" + Shown.of(text) + "' is out of range", remedy);
    }
    return value.intValueExact();
  }
}
