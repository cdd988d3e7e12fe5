package dev.etagere.server.deploy;

import static java.util.stream.Collectors.toSet;

import com.google.common.base.Splitter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an expression of Prometheus names: metrics with the labels that they must have. */
record PromQl(List<Selector> selectors, Set<String> groupedBy) {
  private static final String STRING = "\"(?:[^\"\\\\]|\\\\.)*\"";
  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\(([^)]*)\\)");
  private static final Pattern NAME =
      Pattern.compile(
          "(?<![\\w.])([a-zA-Z_:][\\w:]*)\\s*(\\{(?:" + STRING + "|[^\"}])*})?(\\s*\\()?");
  private static final Pattern MATCHER =
      Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*(" + STRING + ")");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless");

  /** A label that must, or must not, have a value. */
  record Match(String label, String operator, String value) {
    boolean holds(Map<String, String> labels) {
      String actual = labels.getOrDefault(label, "");
      return switch (operator) {
        case "=" -> actual.equals(value);
        case "!=" -> !actual.equals(value);
        case "=~" -> actual.matches(value);
        default -> !actual.matches(value);
      };
    }
  }

  /** A metric and the labels that are asked for. */
  record Selector(String metric, List<Match> matches) {}

  /** Reads an expression that Prometheus takes; of another one it may find anything. */
  static PromQl of(String text) {
    Set<String> grouped = new HashSet<>();
    GROUPING
        .matcher(text)
        .results()
        .flatMap(found -> Splitter.on(',').trimResults().splitToStream(found.group(1)))
        .forEach(grouped::add);
    String rest = RANGE.matcher(GROUPING.matcher(text).replaceAll("")).replaceAll("");
    Stream.Builder<Selector> selectors = Stream.builder();
    Matcher names = NAME.matcher(rest);
    while (names.find()) {
      boolean isFunction = names.group(3) != null && names.group(2) == null;
      if (!isFunction && !OPERATORS.contains(names.group(1))) {
        selectors.add(new Selector(names.group(1), matches(names.group(2))));
      }
    }
    return new PromQl(selectors.build().toList(), grouped);
  }

  private static List<Match> matches(String braces) {
    return braces == null
        ? List.of()
        : MATCHER
            .matcher(braces)
            .results()
            .map(
                one ->
                    new Match(
                        one.group(1),
                        one.group(2),
                        one.group(3).substring(1, one.group(3).length() - 1)))
            .toList();
  }

  /** The metrics that it names. */
  Set<String> metrics() {
    return selectors.stream().map(Selector::metric).collect(toSet());
  }
}
