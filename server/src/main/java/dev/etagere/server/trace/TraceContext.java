package dev.etagere.server.trace;

import com.google.common.base.CharMatcher;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a request belongs to, and this server's own span in it (W3C Trace Context, level
 * 1).
 *
 * @param traceHigh the first half of the trace's id
 * @param traceLow the second half; both are 0 in none
 * @param parent the caller's span, 0 if this server begins the trace
 * @param span the id of this server's span, never 0
 * @param sampled whether the caller records the trace
 */
public record TraceContext(long traceHigh, long traceLow, long parent, long span, boolean sampled) {
  /** The name of the field. */
  public static final String FIELD = "traceparent";

  private static final CharMatcher HEX =
      CharMatcher.inRange('0', '9').or(CharMatcher.inRange('a', 'f')).precomputed();

  /** Version, trace, parent, flags: {@code 00-…32…-…16…-01}. */
  private static final int LENGTH = 55;

  private static final int TRACE = 3;
  private static final int TRACE_LOW = 19;
  private static final int PARENT = 36;
  private static final int FLAGS = 53;

  /**
   * The trace that a field names, or a new one, which nobody records, where there is none or it is
   * malformed (§3.2.2: it is then as if it had not been sent).
   *
   * @param field the field's value, null if it was not sent, or more than once
   */
  public static TraceContext of(@Nullable String field) {
    return field != null && isWellFormed(field)
        ? new TraceContext(
            number(field, TRACE, TRACE_LOW),
            number(field, TRACE_LOW, PARENT - 1),
            number(field, PARENT, FLAGS - 1),
            random(),
            (HexFormat.fromHexDigit(field.charAt(FLAGS + 1)) & 1) == 1)
        : new TraceContext(random(), random(), 0, random(), false);
  }

  private static boolean isWellFormed(String field) {
    if (field.length() < LENGTH
        || field.charAt(2) != '-'
        || field.charAt(PARENT - 1) != '-'
        || field.charAt(FLAGS - 1) != '-') {
      return false;
    }
    boolean isOfThisVersion = field.startsWith("00");
    boolean endsRight =
        field.length() == LENGTH || (!isOfThisVersion && field.charAt(LENGTH) == '-');
    return endsRight
        && !field.startsWith("ff")
        && isHex(field, 0, 2)
        && isHex(field, TRACE, PARENT - 1)
        && isHex(field, PARENT, FLAGS - 1)
        && isHex(field, FLAGS, LENGTH)
        && (number(field, TRACE, TRACE_LOW) | number(field, TRACE_LOW, PARENT - 1)) != 0
        && number(field, PARENT, FLAGS - 1) != 0;
  }

  private static boolean isHex(String field, int from, int to) {
    return HEX.matchesAllOf(field.substring(from, to));
  }

  private static long number(String field, int from, int to) {
    return HexFormat.fromHexDigitsToLong(field, from, to);
  }

  private static long random() {
    long drawn = ThreadLocalRandom.current().nextLong();
    return drawn == 0 ? 1 : drawn;
  }

  /** The id of the trace, in 32 hexadecimal digits. */
  public String traceId() {
    return HexFormat.of().toHexDigits(traceHigh) + HexFormat.of().toHexDigits(traceLow);
  }

  /** The id of this server's span, in 16 hexadecimal digits. */
  public String spanId() {
    return HexFormat.of().toHexDigits(span);
  }

  /** The id of the caller's span, in 16 hexadecimal digits; only zeros if there is none. */
  public String parentId() {
    return HexFormat.of().toHexDigits(parent);
  }

  /** The same trace, recorded. */
  public TraceContext asSampled() {
    return new TraceContext(traceHigh, traceLow, parent, span, true);
  }

  /** The field for whatever this server calls: the same trace, with its own span as the parent. */
  public String toField() {
    return "00-" + traceId() + '-' + spanId() + (sampled ? "-01" : "-00");
  }
}
