package dev.etagere.server.http.grizzly.body;

/**
 * Reads the chunked transfer coding (RFC 9112 §7.1). Extensions and trailer fields are skipped,
 * within bounds; whatever two recipients could read differently is refused.
 *
 * <p>One instance reads one message. Not safe for use by several threads.
 */
final class ChunkDecoder {
  /** More digits could overflow; no body that is allowed needs them. */
  private static final int MAX_SIZE_DIGITS = 8;

  /** Extensions of all chunks and the trailer section together, in bytes: nothing reads them. */
  private static final int MAX_SKIPPED = 16 * 1024;

  private enum State {
    SIZE,
    EXTENSION,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILER_START,
    TRAILER,
    TRAILER_LF,
    LAST_LF,
    COMPLETE
  }

  private State state = State.SIZE;
  private long remaining;
  private int digits;
  private int skipped;
  private int consumed;

  /**
   * Decodes what has arrived, up to the end of the message.
   *
   * @param in what has arrived
   * @param out takes the content; at least as long as {@code in}
   * @return how many bytes of content were decoded
   * @throws MalformedContentException if the coding is broken
   */
  int decode(byte[] in, byte[] out) {
    int at = 0;
    int decoded = 0;
    while (at < in.length && state != State.COMPLETE) {
      if (state == State.DATA) {
        int run = (int) Math.min(remaining, in.length - at);
        System.arraycopy(in, at, out, decoded, run);
        at += run;
        decoded += run;
        remaining -= run;
        state = remaining == 0 ? State.DATA_CR : State.DATA;
      } else {
        state = next(in[at++]);
      }
    }
    consumed = at;
    return decoded;
  }

  /** How many bytes the last call of {@link #decode} took; what follows is the next request. */
  int consumed() {
    return consumed;
  }

  /** Whether the message has ended. */
  boolean isComplete() {
    return state == State.COMPLETE;
  }

  private State next(byte b) {
    return switch (state) {
      case SIZE -> size(b);
      case EXTENSION -> skip(b, State.SIZE_LF);
      case SIZE_LF -> expect('\n', b, remaining > 0 ? State.DATA : State.TRAILER_START);
      case DATA_CR -> expect('\r', b, State.DATA_LF);
      case DATA_LF -> {
        digits = 0;
        yield expect('\n', b, State.SIZE);
      }
      case TRAILER_START -> b == '\r' ? State.LAST_LF : skip(b, State.TRAILER_LF);
      case TRAILER -> skip(b, State.TRAILER_LF);
      case TRAILER_LF -> expect('\n', b, State.TRAILER_START);
      case LAST_LF -> expect('\n', b, State.COMPLETE);
      case DATA, COMPLETE -> throw new IllegalStateException(state.name());
    };
  }

  private State size(byte b) {
    int digit = Character.digit(b, 16);
    if (digit >= 0) {
      if (++digits > MAX_SIZE_DIGITS) {
        throw new MalformedContentException("A chunk size has more than 8 digits.");
      }
      remaining = remaining << 4 | digit;
      return State.SIZE;
    }
    if (digits > 0 && b == '\r') {
      return State.SIZE_LF;
    }
    if (digits > 0 && b == ';') {
      return State.EXTENSION;
    }
    throw new MalformedContentException(
        "A chunk must begin with its size in hexadecimal digits, then CR LF or ';' and an"
            + " extension.");
  }

  /** Passes over a byte that means nothing here, up to the end of its line. */
  private State skip(byte b, State atLineEnd) {
    if (b == '\r') {
      return atLineEnd;
    }
    if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7f) {
      throw new MalformedContentException(
          "A chunk extension or trailer field has a bare LF or a control character.");
    }
    if (++skipped > MAX_SKIPPED) {
      throw new MalformedContentException(
          "The chunk extensions and trailer fields have more than " + MAX_SKIPPED + " bytes.");
    }
    return state == State.TRAILER_START ? State.TRAILER : state;
  }

  private static State expect(char wanted, byte b, State then) {
    if (b != wanted) {
      throw new MalformedContentException(
          "A chunk, its size line and each trailer field must end with CR LF.");
    }
    return then;
  }
}
