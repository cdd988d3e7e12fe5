package dev.etagere.server.http.grizzly.head;

import com.google.common.collect.ImmutableSet;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemType;

/**
 * What the header section's rules need from a request line that was found sound.
 *
 * @param method the method
 * @param http11 whether the version is HTTP/1.1, else it is HTTP/1.0
 */
record RequestLine(String method, boolean http11) {
  /**
   * RFC 9110 §9.3, RFC 5789 and draft-ietf-httpbis-safe-method-w-body; what of them is offered
   * where, JAX-RS says.
   */
  private static final ImmutableSet<String> KNOWN =
      ImmutableSet.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY");

  private static final int VERSION_LENGTH = "HTTP/1.1".length();

  /**
   * Checks a request line (RFC 9112 §3), given without its line end.
   *
   * @throws HeadRefusedException where it is malformed, too long, or not for this server
   */
  static RequestLine check(byte[] bytes, int from, int to, int maxTarget) {
    int methodEnd = Grammar.span(Grammar.TOKEN, bytes, from, to);
    if (methodEnd == from || methodEnd == to || bytes[methodEnd] != ' ') {
      throw HeadRefusedException.malformed(
          "The request line must be: method, one space, target, one space, HTTP/1.1.");
    }
    String method = method(bytes, from, methodEnd);
    int target = methodEnd + 1;
    int targetEnd = target;
    while (targetEnd < to && bytes[targetEnd] != ' ') {
      targetEnd++;
    }
    if (targetEnd - target > maxTarget) {
      throw new HeadRefusedException(
          Problem.of(ProblemType.URI_TOO_LONG, "The request target is longer than the limit.")
              .with("limit", maxTarget));
    }
    RequestTarget.check(method, bytes, target, targetEnd);
    return new RequestLine(method, isHttp11(bytes, targetEnd, to));
  }

  private static String method(byte[] bytes, int from, int to) {
    String method = Grammar.text(bytes, from, to);
    // To CONNECT and PRI, Grizzly gives a body without end, whatever Content-Length says.
    if (!KNOWN.contains(method)) {
      throw new HeadRefusedException(
          Problem.of(
              ProblemType.NOT_IMPLEMENTED, "The method " + method + " is not offered here."));
    }
    return method;
  }

  private static boolean isHttp11(byte[] bytes, int space, int to) {
    int version = space + 1;
    if (to - version != VERSION_LENGTH
        || !Grammar.text(bytes, version, version + 5).equals("HTTP/")
        || !Grammar.isDigits(bytes, version + 5, version + 6)
        || bytes[version + 6] != '.'
        || !Grammar.isDigits(bytes, version + 7, to)) {
      throw HeadRefusedException.malformed(
          "The request line must end with one space and HTTP/1.1. A space in the target must be"
              + " sent as %20.");
    }
    boolean known = bytes[version + 5] == '1' && bytes[version + 7] <= '1';
    if (!known) {
      throw new HeadRefusedException(
          Problem.of(
              ProblemType.HTTP_VERSION_NOT_SUPPORTED, "Use HTTP/1.1. HTTP/1.0 is known, too."));
    }
    return bytes[version + 7] == '1';
  }
}
