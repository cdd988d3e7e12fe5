package dev.etagere.server.http.grizzly.head;

import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemType;

/**
 * The rules for the fields that say where a message ends and whom it is for. Made for one head, fed
 * field by field, then asked once.
 */
final class FieldRules {
  /** More digits could overflow the parser behind this check. */
  private static final int MAX_LENGTH_DIGITS = 18;

  private final RequestLine line;
  private int hosts;
  private int lengths;
  private boolean content;
  private int codings;

  FieldRules(RequestLine line) {
    this.line = line;
  }

  /** Takes one field, its name and its value without the white space around it. */
  void field(byte[] bytes, int name, int nameEnd, int value, int valueEnd) {
    switch (nameEnd - name) {
      case 4 -> {
        if (Grammar.equalsIgnoreCase("host", bytes, name, nameEnd)) {
          host(bytes, value, valueEnd);
        }
      }
      case 6 -> {
        if (Grammar.equalsIgnoreCase("expect", bytes, name, nameEnd)) {
          expect(bytes, value, valueEnd);
        }
      }
      case 14 -> {
        if (Grammar.equalsIgnoreCase("content-length", bytes, name, nameEnd)) {
          contentLength(bytes, value, valueEnd);
        }
      }
      case 17 -> {
        if (Grammar.equalsIgnoreCase("transfer-encoding", bytes, name, nameEnd)) {
          transferEncoding(bytes, value, valueEnd);
        }
      }
      default -> {}
    }
  }

  /** Applies the rules over all fields. */
  void end() {
    if (hosts == 0 && line.http11()) {
      throw HeadRefusedException.malformed("The Host field is missing. HTTP/1.1 requires it.");
    }
    if (codings > 0 && lengths > 0) {
      throw HeadRefusedException.malformed(
          "Content-Length and Transfer-Encoding exclude each other (RFC 9112 §6.1). Send one.");
    }
    // Grizzly does not read the content of TRACE: it would become the next request.
    if (content && line.method().equals("TRACE")) {
      throw HeadRefusedException.malformed("TRACE must not have content (RFC 9110 §9.3.8).");
    }
  }

  private void host(byte[] bytes, int from, int to) {
    if (hosts++ > 0) {
      throw HeadRefusedException.malformed("There is more than one Host field. Send one.");
    }
    if (!Grammar.isAuthority(bytes, from, to)) {
      throw HeadRefusedException.malformed("The Host field must be a host, or host:port.");
    }
  }

  private void contentLength(byte[] bytes, int from, int to) {
    if (lengths++ > 0) {
      throw HeadRefusedException.malformed("There is more than one Content-Length. Send one.");
    }
    if (to - from > MAX_LENGTH_DIGITS || !Grammar.isDigits(bytes, from, to)) {
      throw HeadRefusedException.malformed(
          "Content-Length must be one decimal number without sign, of at most 18 digits.");
    }
    content |= Long.parseLong(Grammar.text(bytes, from, to)) > 0;
  }

  private void transferEncoding(byte[] bytes, int from, int to) {
    content = true;
    if (!line.http11()) {
      throw HeadRefusedException.malformed(
          "HTTP/1.0 has no Transfer-Encoding (RFC 9112 §6.1). Send Content-Length.");
    }
    if (codings++ > 0 || from == to) {
      throw HeadRefusedException.malformed("Transfer-Encoding must be chunked, once.");
    }
    if (!Grammar.equalsIgnoreCase("chunked", bytes, from, to)) {
      throw new HeadRefusedException(
          Problem.of(
              ProblemType.NOT_IMPLEMENTED, "The only transfer coding known here is chunked."));
    }
  }

  private static void expect(byte[] bytes, int from, int to) {
    if (!Grammar.equalsIgnoreCase("100-continue", bytes, from, to)) {
      throw new HeadRefusedException(
          Problem.of(
              ProblemType.EXPECTATION_FAILED, "The only expectation known here is 100-continue."));
    }
  }
}
