package dev.etagere.server.json;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** JSON texts for properties: every kind of value, number and escape, with white space between. */
public final class JsonTexts {
  private static final int MAX_PARTS = 4;

  private JsonTexts() {}

  /** Any value. */
  public static Arbitrary<String> values() {
    return value(3);
  }

  /** Any object. */
  public static Arbitrary<String> objects() {
    return object(3);
  }

  /** The text without the white space between its parts. */
  static String withoutSpace(String text) {
    StringBuilder compact = new StringBuilder();
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString && c == '\\') {
        compact.append(c).append(text.charAt(++i));
        continue;
      }
      inString ^= c == '"';
      if (inString || " \t\r\n".indexOf(c) < 0) {
        compact.append(c);
      }
    }
    return compact.toString();
  }

  private static Arbitrary<String> value(int depth) {
    Arbitrary<String> scalar = Arbitraries.oneOf(numbers(), strings(), literals());
    return depth == 0
        ? scalar
        : Arbitraries.oneOf(
            scalar, Arbitraries.lazy(() -> object(depth)), Arbitraries.lazy(() -> array(depth)));
  }

  private static Arbitrary<String> literals() {
    return Arbitraries.of("true", "false", "null");
  }

  private static Arbitrary<String> numbers() {
    return Arbitraries.of(
        "0", "-0", "1", "-1", "0.5", "1e5", "1E+400", "-2.50e-3", "123456789012345678901234567890");
  }

  private static Arbitrary<String> strings() {
    return Arbitraries.of(
            "a",
            "b",
            " ",
            "/",
            "~",
            "\\\"",
            "\\\\",
            "\\/",
            "\\n",
            "\\u0061",
            "\\u0000",
            "\\ud83d\\ude00",
            "\u00e9",
            "\ud83d\ude00",
            "{",
            ",")
        .list()
        .ofMaxSize(MAX_PARTS)
        .map(parts -> '"' + String.join("", parts) + '"');
  }

  private static Arbitrary<String> spaces() {
    return Arbitraries.of("", "", " ", "\n", "\t\r");
  }

  private static Arbitrary<String> array(int depth) {
    return Combinators.combine(value(depth - 1).list().ofMaxSize(MAX_PARTS), spaces())
        .as((elements, space) -> enclose("[", elements, "]", space));
  }

  /** The index in each name keeps it from appearing twice. */
  private static Arbitrary<String> object(int depth) {
    return Combinators.combine(value(depth - 1).list().ofMaxSize(MAX_PARTS), names(), spaces())
        .as(
            (values, names, space) -> {
              List<String> members =
                  IntStream.range(0, values.size())
                      .mapToObj(i -> names.get(i) + space + ":" + space + values.get(i))
                      .toList();
              return enclose("{", members, "}", space);
            });
  }

  private static Arbitrary<List<String>> names() {
    return Arbitraries.shuffle(
        "\"a\"", "\"b\"", "\"0\"", "\"\"", "\"-\"", "\"\\u00e9\"", "\"a/~\"");
  }

  private static String enclose(String open, List<String> parts, String close, String space) {
    return parts.stream()
        .collect(Collectors.joining(space + "," + space, open + space, space + close));
  }
}
