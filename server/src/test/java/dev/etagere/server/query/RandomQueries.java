package dev.etagere.server.query;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.resource.StoredResource.Live;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes contents and questions that have a chance to meet. */
final class RandomQueries {
  static final ImmutableList<MemberPath> MEMBERS =
      Stream.of("status", "total", "owner.id", "tags", "größe")
          .map(MemberPath::of)
          .collect(ImmutableList.toImmutableList());

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "0.0",
          "1",
          "1.0",
          "1e0",
          "10",
          "9",
          "-1",
          "-10",
          "-9.5",
          "0.1",
          "1e-7",
          "-1e-7",
          "9007199254740993",
          "9007199254740992",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "1e400",
          "1.00000000000000000000000000000000000001e400",
          "-1e400",
          "3.14159265358979323846264338327950288",
          "100",
          "1E2",
          "123456789012345678901234567890");
  private static final List<String> STRINGS =
      List.of(
          "",
          "a",
          "A",
          "ab",
          "abc",
          "a b",
          "a\tb",
          "open",
          "opened",
          "Open",
          "1",
          "true",
          "null",
          "$gt",
          ".*",
          "}",
          "~",
          "|",
          "\u007f",
          "\u00e9",
          "e\u0301",
          "\u00df",
          "\uffff",
          "\ue000",
          "\ud83d\ude00",
          "\ud83d\ude00a",
          "\u0000",
          "\"",
          "\\",
          "'",
          "x".repeat(470));

  private final Random random;

  RandomQueries(Random random) {
    this.random = random;
  }

  /**
   * What is asked.
   *
   * @param filter as a client writes it; null for all
   * @param plain the same, evaluated plainly
   * @param order the order; null for any
   */
  record Question(@Nullable String filter, Predicate<Live> plain, @Nullable Order order) {
    boolean matches(Live resource) {
      return plain.test(resource);
    }
  }

  /** A filter in both forms. */
  private record Term(String text, Predicate<Live> plain) {}

  Question next() {
    @Nullable Order order = random.nextInt(3) == 0 ? null : order();
    if (random.nextInt(8) == 0) {
      return new Question(null, resource -> true, order);
    }
    Term term = term(2);
    return new Question(term.text(), term.plain(), order);
  }

  String id() {
    return pick(List.of("a", "A", "b-", "z", "0", "~"));
  }

  private Order order() {
    List<QueryField> fields = new ArrayList<>(List.of(QueryField.Own.values()));
    MEMBERS.forEach(member -> fields.add(new QueryField.Member(member)));
    ImmutableList.Builder<Order.By> by = ImmutableList.builder();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      QueryField field = fields.remove(random.nextInt(fields.size()));
      by.add(new Order.By(field, random.nextBoolean()));
    }
    return new Order(by.build());
  }

  private Term term(int depth) {
    int kind = depth == 0 ? 2 : random.nextInt(4);
    if (kind > 1) {
      return random.nextInt(6) == 0 ? ownTerm() : comparison();
    }
    Term one = term(depth - 1);
    Term other = term(depth - 1);
    return kind == 0
        ? new Term("(" + one.text + ";" + other.text + ")", one.plain.and(other.plain))
        : new Term("(" + one.text + "," + other.text + ")", one.plain.or(other.plain));
  }

  private Term ownTerm() {
    String id = id() + random.nextInt(40);
    String beginning = id();
    return switch (random.nextInt(4)) {
      case 0 -> new Term("id=='" + id + "'", resource -> resource.id().value().equals(id));
      case 1 ->
          new Term(
              "id=prefix='" + beginning + "'",
              resource -> resource.id().value().startsWith(beginning));
      case 2 -> new Term("id=gt='" + id + "'", resource -> resource.id().value().compareTo(id) > 0);
      default -> {
        String time = "2026-01-02T03:04:05.68" + random.nextInt(3) + "Z";
        yield new Term(
            "modifiedAt=le=" + time,
            resource -> !resource.modifiedAt().isAfter(Instant.parse(time)));
      }
    };
  }

  private Term comparison() {
    MemberPath member = pick(MEMBERS);
    String value = scalar();
    JsonNode plain = PlainValue.parse(value);
    return switch (random.nextInt(9)) {
      case 0 -> ordered(member, "=gt=", value, order -> order > 0);
      case 1 -> ordered(member, "=ge=", value, order -> order >= 0);
      case 2 -> ordered(member, "=lt=", value, order -> order < 0);
      case 3 -> ordered(member, "=le=", value, order -> order <= 0);
      case 4 -> {
        boolean wanted = random.nextBoolean();
        yield new Term(
            member + "=exists=" + wanted,
            resource -> PlainValue.of(resource.content(), member).isMissingNode() != wanted);
      }
      case 5 -> list(member, value);
      case 6 -> prefix(member);
      case 7 -> new Term(member + "!=" + written(value), equal(member, plain).negate());
      default -> new Term(member + "==" + written(value), equal(member, plain));
    };
  }

  private Term list(MemberPath member, String first) {
    String second = scalar();
    Predicate<Live> plain =
        equal(member, PlainValue.parse(first)).or(equal(member, PlainValue.parse(second)));
    String values = "(" + written(first) + "," + written(second) + ")";
    return random.nextBoolean()
        ? new Term(member + "=in=" + values, plain)
        : new Term(member + "=out=" + values, plain.negate());
  }

  private Term prefix(MemberPath member) {
    String beginning = pick(STRINGS);
    return new Term(
        member + "=prefix=" + quoted(beginning),
        resource -> {
          JsonNode value = PlainValue.of(resource.content(), member);
          return value.isTextual() && value.textValue().startsWith(beginning);
        });
  }

  private Term ordered(
      MemberPath member, String operator, String value, Predicate<Integer> passes) {
    String some = value.equals("null") ? "7" : value;
    JsonNode operand = PlainValue.parse(some);
    return new Term(
        member + operator + written(some),
        resource -> {
          JsonNode held = PlainValue.of(resource.content(), member);
          return PlainValue.type(held) == PlainValue.type(operand)
              && passes.test(PlainValue.compare(held, operand));
        });
  }

  private static Predicate<Live> equal(MemberPath member, JsonNode operand) {
    return resource -> {
      JsonNode held = PlainValue.of(resource.content(), member);
      return PlainValue.type(held) == PlainValue.type(operand)
          && PlainValue.compare(held, operand) == 0;
    };
  }

  /** A scalar of JSON as a filter has it. */
  private static String written(String json) {
    return json.startsWith("\"") ? quoted(PlainValue.parse(json).textValue()) : json;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  Content content() {
    StringBuilder json = new StringBuilder("{\"n\":").append(random.nextInt(1000));
    for (String member : List.of("status", "total", "tags", "größe", "other")) {
      if (random.nextInt(5) > 0) {
        json.append(",\"").append(member).append("\":").append(value());
      }
    }
    switch (random.nextInt(4)) {
      case 0 -> json.append(",\"owner\":").append(value());
      case 1 -> json.append(",\"owner\":{}");
      default -> json.append(",\"owner\":{\"id\":").append(value()).append(",\"x\":[{}]}");
    }
    return Content.ofUtf8(json.append('}').toString());
  }

  private String value() {
    return switch (random.nextInt(8)) {
      case 0 -> "[1,{\"id\":2}]";
      case 1 -> "{\"id\":{\"id\":1}}";
      default -> scalar();
    };
  }

  private String scalar() {
    return switch (random.nextInt(7)) {
      case 0 -> "null";
      case 1 -> "true";
      case 2 -> "false";
      case 3, 4 -> pick(NUMBERS);
      default ->
          '"' + new String(JsonStringEncoder.getInstance().quoteAsString(pick(STRINGS))) + '"';
    };
  }

  private <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
