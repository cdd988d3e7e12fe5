package dev.etagere.server.query.rsql;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableRangeSet;
import dev.etagere.server.query.Operator;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.query.SortKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The values of a comparison.
 *
 * @param field the field that is compared
 * @param operator the operator as it was written
 * @param values the values; a quoted one begins with {@link FilterText#QUOTED}
 * @param position where the comparison stands
 */
record Operands(QueryField field, String operator, List<String> values, int position) {
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~:@+=,-]{1,200}");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** The keys of the values, for an operator that asks whether they are equal. */
  ImmutableList<String> keys() {
    return values.stream().map(this::key).collect(ImmutableList.toImmutableList());
  }

  /** The same for an operator that asks which comes first. */
  ImmutableList<String> orderedKeys() {
    ImmutableList<String> keys = keys();
    if (isMember() && keys.contains(SortKey.NULL)) {
      throw invalid("'" + operator + "' needs a number, a string or a boolean: null has no order");
    }
    return keys;
  }

  /** The ranges of what begins with the value. */
  ImmutableRangeSet<String> prefix() {
    String value = values.get(0);
    if (field.isTime()) {
      throw invalid("'=prefix=' is for strings, and " + field.label() + " is a time");
    } else if (!isMember()) {
      return Operator.idPrefix(key(value));
    }
    String key = key(value);
    if (key.charAt(0) != SortKey.ofString("").charAt(0)) {
      throw invalid("'=prefix=' needs a string: to look for digits, quote them");
    }
    try {
      return Operator.prefix(isQuoted(value) ? value.substring(1) : value);
    } catch (IllegalArgumentException e) {
      throw invalid("the value of '=prefix=' is too long; 80 characters are always short enough");
    }
  }

  /** Whether what is asked for is there. */
  boolean exists() {
    String value = values.get(0);
    if (!isMember()) {
      throw invalid("every resource has '" + field.label() + "'");
    } else if (!value.equals("true") && !value.equals("false")) {
      throw invalid("'=exists=' needs true or false");
    }
    return value.equals("true");
  }

  boolean isMember() {
    return field instanceof QueryField.Member;
  }

  private String key(String value) {
    boolean quoted = isQuoted(value);
    String text = quoted ? value.substring(1) : value;
    if (field.isTime()) {
      return QueryField.keyOf(time(text));
    } else if (!isMember()) {
      return id(text);
    } else if (quoted) {
      return SortKey.ofString(text);
    }
    return switch (text) {
      case "true" -> SortKey.TRUE;
      case "false" -> SortKey.FALSE;
      case "null" -> SortKey.NULL;
      default -> NUMBER.matcher(text).matches() ? SortKey.ofNumber(text) : string(text);
    };
  }

  /** Elsewhere an asterisk stands for any text, and to take it for itself would find nothing. */
  private String string(String text) {
    if (text.indexOf('*') >= 0) {
      throw invalid(
          "an asterisk has no meaning here: for what begins with a text, write =prefix=; for the"
              + " asterisk itself, quote the value");
    }
    return SortKey.ofString(text);
  }

  private String id(String text) {
    if (!ID.matcher(text).matches()) {
      throw invalid("'" + KnownFields.shown(text) + "' is no id, nor the beginning of one");
    }
    return text;
  }

  private Instant time(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      if (!time.isBefore(Instant.EPOCH)
          && !time.isAfter(LATEST)
          && time.equals(Instant.ofEpochMilli(time.toEpochMilli()))) {
        return time;
      }
    } catch (DateTimeException e) {
      // Told below.
    }
    throw invalid(
        "'"
            + KnownFields.shown(text)
            + "' is no time from 1970 on, to the millisecond at most, like 2026-01-31T12:00:00.000Z"
            + " (in a URL, + is written %2B)");
  }

  private static boolean isQuoted(String value) {
    return !value.isEmpty() && value.charAt(0) == FilterText.QUOTED;
  }

  InvalidQueryException invalid(String what) {
    return new InvalidQueryException(
        "In the comparison of '" + field.label() + "', " + what + ".", position);
  }
}
