package dev.etagere.server.http.grizzly.head;

/**
 * Finds the blank line that ends a request's head, and stops at the first byte that no head may
 * hold: waiting for a blank line behind it would wait for ever.
 */
public final class HeadEnd {
  /** How many bytes before {@code from} decide what the byte at {@code from} means. */
  public static final int LOOK_BEHIND = 3;

  private HeadEnd() {}

  /**
   * Looks at new bytes only, so that a head that arrives byte by byte costs no more than one that
   * arrives at once.
   *
   * @param bytes holds the head
   * @param base where the head, or the known part of it, begins
   * @param from the first byte not looked at before
   * @param to the end of what has arrived
   * @return the index behind the blank line, or -1 where it has not arrived yet
   * @throws HeadRefusedException at a control character, a bare CR or a bare LF (RFC 9112 §2.2)
   */
  public static int find(byte[] bytes, int base, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      boolean afterCr = i > base && bytes[i - 1] == '\r';
      if (afterCr != (b == '\n')) {
        throw HeadRefusedException.malformed(
            "The header section has a bare CR or LF. Each line must end with CR LF.");
      }
      if (afterCr && i - base >= LOOK_BEHIND && bytes[i - 2] == '\n') {
        return i + 1;
      }
      if (isForbidden(b)) {
        throw HeadRefusedException.malformed(
            "The request line or header section has a control character, or this is no HTTP.");
      }
    }
    return -1;
  }

  private static boolean isForbidden(byte b) {
    boolean control = (b >= 0 && b < ' ') || b == 0x7f;
    return control && b != '\r' && b != '\n' && b != '\t';
  }
}
