package dev.etagere.server.http.grizzly.head;

/** The request target (RFC 9112 §3.2) in origin-form, absolute-form, or for OPTIONS "*". */
final class RequestTarget {
  private RequestTarget() {}

  static void check(String method, byte[] bytes, int from, int to) {
    if (from == to) {
      throw HeadRefusedException.malformed("The request target is missing. It begins with '/'.");
    }
    if (bytes[from] == '/') {
      pathAndQuery(bytes, from, to);
    } else if (to - from == 1 && bytes[from] == '*' && method.equals("OPTIONS")) {
      return;
    } else {
      absoluteForm(bytes, from, to);
    }
  }

  private static void absoluteForm(byte[] bytes, int from, int to) {
    int authority = authorityOf(bytes, from, to);
    int end = authority;
    while (end < to && bytes[end] != '/' && bytes[end] != '?') {
      end++;
    }
    if (!Grammar.isAuthority(bytes, authority, end)) {
      throw HeadRefusedException.malformed("The host or port in the request target is malformed.");
    }
    pathAndQuery(bytes, end, to);
  }

  private static int authorityOf(byte[] bytes, int from, int to) {
    for (String scheme : new String[] {"http://", "https://"}) {
      int end = from + scheme.length();
      if (end < to && Grammar.equalsIgnoreCase(scheme, bytes, from, end)) {
        return end;
      }
    }
    throw HeadRefusedException.malformed(
        "The request target must begin with '/', 'http://' or 'https://'.");
  }

  private static void pathAndQuery(byte[] bytes, int from, int to) {
    boolean[] allowed = Grammar.PATH;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '?') {
        allowed = Grammar.QUERY;
      } else if (!Grammar.in(allowed, b)) {
        throw HeadRefusedException.malformed(
            "The request target has a character that must be percent-encoded at offset "
                + (i - from)
                + (b == ';' ? ": ';' in the path." : "."));
      } else if (b == '%' && !isEscape(bytes, i, to)) {
        throw HeadRefusedException.malformed(
            "The request target has a '%' without two hexadecimal digits at offset "
                + (i - from)
                + ". A '%' itself must be sent as %25.");
      }
    }
  }

  private static boolean isEscape(byte[] bytes, int percent, int to) {
    return percent + 2 < to
        && Grammar.isHex(bytes[percent + 1])
        && Grammar.isHex(bytes[percent + 2]);
  }
}
