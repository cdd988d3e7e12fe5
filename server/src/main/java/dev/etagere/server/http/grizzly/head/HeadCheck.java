package dev.etagere.server.http.grizzly.head;

import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemType;

/**
 * Decides whether the head of a request is one that every conforming recipient understands alike.
 *
 * <p>Looks at the bytes as they were sent. Behind a lenient parser the same rules come too late: it
 * lower-cases names, joins folded lines, drops bare CR and takes a transfer coding by its prefix.
 */
public final class HeadCheck {
  private final HeadLimits limits;

  /** A check with these limits. */
  public HeadCheck(HeadLimits limits) {
    this.limits = limits;
  }

  /** The limits. */
  public HeadLimits limits() {
    return limits;
  }

  /**
   * Checks a head that {@link HeadEnd} has found the end of, or the part that has arrived of one
   * that is over its limit already.
   *
   * @param bytes holds the head
   * @param from where it begins
   * @param to behind its blank line, or where the part ends
   * @throws HeadRefusedException where the head is malformed, ambiguous or too large
   */
  public void check(byte[] bytes, int from, int to) {
    int lineEnd = lineEnd(bytes, from, to);
    RequestLine line = RequestLine.check(bytes, from, lineEnd, limits.maxTargetBytes());
    if (to - from > limits.maxHeadBytes()) {
      throw tooLarge("The header section has more bytes than the limit.", limits.maxHeadBytes());
    }
    FieldRules rules = new FieldRules(line);
    int fields = 0;
    for (int at = lineEnd + 2; bytes[at] != '\r'; at = lineEnd + 2) {
      lineEnd = lineEnd(bytes, at, to);
      if (++fields > limits.maxFields()) {
        throw tooLarge("The header section has more fields than the limit.", limits.maxFields());
      }
      field(rules, bytes, at, lineEnd);
    }
    rules.end();
  }

  private static void field(FieldRules rules, byte[] bytes, int from, int to) {
    int nameEnd = Grammar.span(Grammar.TOKEN, bytes, from, to);
    if (nameEnd == from || nameEnd == to || bytes[nameEnd] != ':') {
      throw HeadRefusedException.malformed(
          "A header field must be a name, ':' and a value on one line, without white space before"
              + " the ':' (RFC 9112 §5).");
    }
    int value = nameEnd + 1;
    while (value < to && isBlank(bytes[value])) {
      value++;
    }
    int valueEnd = to;
    while (valueEnd > value && isBlank(bytes[valueEnd - 1])) {
      valueEnd--;
    }
    rules.field(bytes, from, nameEnd, value, valueEnd);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private static int lineEnd(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] != '\r') {
      i++;
    }
    return i;
  }

  private static HeadRefusedException tooLarge(String detail, int limit) {
    return new HeadRefusedException(
        Problem.of(ProblemType.HEADER_TOO_LARGE, detail).with("limit", limit));
  }
}
