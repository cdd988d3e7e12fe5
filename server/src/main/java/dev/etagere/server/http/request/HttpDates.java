package dev.etagere.server.http.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates of HTTP: IMF-fixdate, and on reading the two obsolete forms too (RFC 9110 §5.6.7). */
public final class HttpDates {
  /** Not {@code RFC_1123_DATE_TIME}: that writes a day below 10 with one digit. */
  private static final DateTimeFormatter IMF_FIXDATE = form("EEE, dd MMM uuuu HH:mm:ss 'GMT'");

  private static final DateTimeFormatter ASCTIME = form("EEE MMM ppd HH:mm:ss uuuu");

  /** The last second that was asked for: nearly all changes are of the present one. */
  private static volatile Formatted last = Formatted.of(0);

  /**
   * A second and its text.
   *
   * @param second since 1970
   * @param text the IMF-fixdate
   */
  private record Formatted(long second, String text) {
    static Formatted of(long second) {
      return new Formatted(
          second, IMF_FIXDATE.format(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC)));
    }
  }

  private HttpDates() {}

  /** The IMF-fixdate of an instant, which is cut to the second. */
  public static String format(Instant instant) {
    Formatted known = last;
    if (known.second() != instant.getEpochSecond()) {
      known = Formatted.of(instant.getEpochSecond());
      last = known;
    }
    return known.text();
  }

  /** The instant that a date in any of the three forms names, or empty if it is in none of them. */
  public static Optional<Instant> parse(String text) {
    for (DateTimeFormatter form : List.of(IMF_FIXDATE, rfc850(), ASCTIME)) {
      try {
        return Optional.of(LocalDateTime.parse(text.strip(), form).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException e) {
        // Not in this form; perhaps in the next.
      }
    }
    return Optional.empty();
  }

  /** Its two-digit year is never more than 50 years in the future (§5.6.7). */
  private static DateTimeFormatter rfc850() {
    return new DateTimeFormatterBuilder()
        .appendPattern("EEEE, dd-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.now(ZoneOffset.UTC).minusYears(49))
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** Strict, or 30 February would be the 28th, and 24:00 the next day. */
  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }
}
