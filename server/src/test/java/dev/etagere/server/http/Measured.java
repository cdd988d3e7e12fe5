package dev.etagere.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http.Answer;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server shows at {@code /metrics}: each series with its value. */
public record Measured(Map<String, Double> series) {
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*(?:\\{.*})?) ([-+0-9.eEInfNa]+)");

  /** Asks a server. */
  public static Measured at(Http http) {
    Answer answer = http.get("/metrics").send();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("Content-Type")).startsWith("text/plain; version=0.0.4");
    return of(answer.text());
  }

  private static Measured of(String text) {
    Map<String, Double> series = new TreeMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              Matcher matcher = LINE.matcher(line);
              assertThat(matcher.matches()).as(line).isTrue();
              double value = Double.parseDouble(matcher.group(2).replace("+Inf", "Infinity"));
              assertThat(series.put(matcher.group(1), value)).as(line).isNull();
            });
    return new Measured(series);
  }

  /** The sum of all series of a name that have all these labels, each as {@code name="value"}. */
  public double sum(String name, String... labels) {
    Predicate<String> wanted = key -> key.equals(name) || key.startsWith(name + "{");
    for (String label : labels) {
      wanted = wanted.and(key -> key.contains(label));
    }
    return series.keySet().stream().filter(wanted).mapToDouble(series::get).sum();
  }
}
