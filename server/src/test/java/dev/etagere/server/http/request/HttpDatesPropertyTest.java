package dev.etagere.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.SimpleDateFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Dates of HTTP, compared with the JDK's older formatter. */
class HttpDatesPropertyTest {
  private static final String IMF_FIXDATE = "EEE, dd MMM yyyy HH:mm:ss 'GMT'";
  private static final String RFC_850 = "EEEE, dd-MMM-yy HH:mm:ss 'GMT'";

  /** From the Gregorian calendar's beginning, where both formatters have the same calendar. */
  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(
            Instant.parse("1583-01-01T00:00:00Z").getEpochSecond(),
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond())
        .map(Instant::ofEpochSecond);
  }

  /** What a two-digit year can name today: RFC 9110 §5.6.7. */
  @Provide
  Arbitrary<Instant> recentInstants() {
    ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
    return Arbitraries.longs()
        .between(now.minusYears(48).toEpochSecond(), now.plusYears(48).toEpochSecond())
        .map(Instant::ofEpochSecond);
  }

  private static String older(String pattern, Instant instant) {
    SimpleDateFormat format = new SimpleDateFormat(pattern, Locale.US);
    format.setTimeZone(TimeZone.getTimeZone("GMT"));
    return format.format(Date.from(instant));
  }

  @Property
  void instant_any_isWrittenAsTheOlderFormatterWritesIt(@ForAll("instants") Instant instant) {
    String text = HttpDates.format(instant);
    assertThat(text).isEqualTo(older(IMF_FIXDATE, instant));
    assertThat(HttpDates.parse(text)).contains(instant);
  }

  @Property
  void instant_inAnObsoleteForm_isReadBack(
      @ForAll("instants") Instant any, @ForAll("recentInstants") Instant recent) {
    String asctime = older("EEE MMM dd HH:mm:ss yyyy", any).replaceFirst(" 0(\\d) ", "  $1 ");
    assertThat(HttpDates.parse(asctime)).contains(any);
    assertThat(HttpDates.parse(older(RFC_850, recent))).contains(recent);
  }

  @Property(tries = 5_000)
  void text_thatLooksLikeADate_isReadOnlyIfItIsTheTextOfThatDate(@ForAll("nearDates") String text) {
    Optional<Instant> read = HttpDates.parse(text);
    read.ifPresent(instant -> assertThat(older(IMF_FIXDATE, instant)).isEqualTo(text));
  }

  @Provide
  Arbitrary<String> nearDates() {
    return Combinators.combine(
            Arbitraries.of("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Xyz"),
            Arbitraries.integers().between(0, 32),
            Arbitraries.of("Jan", "Feb", "Apr", "Jun", "Dec", "dec", "Foo"),
            Arbitraries.integers().between(1994, 2000),
            Arbitraries.of("00", "23", "24", "7"),
            Arbitraries.of("00", "59", "60"))
        .as(
            (day, number, month, year, hour, minute) ->
                String.format(
                    Locale.ROOT,
                    "%s, %02d %s %d %s:%s:00 GMT",
                    day,
                    number,
                    month,
                    year,
                    hour,
                    minute));
  }

  @Property
  void text_any_isReadOrNot(@ForAll String text) {
    assertThat(HttpDates.parse(text)).isNotNull();
  }
}
