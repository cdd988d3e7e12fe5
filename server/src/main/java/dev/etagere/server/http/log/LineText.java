package dev.etagere.server.http.log;

import com.google.common.math.LongMath;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The text of lines, as the bytes that they are written as: to make a string of each part, of the
 * line, and of the line with its time costs more than all else that is done to log it. Each word is
 * printable ASCII: a subject of a token may hold anything, and a line break would forge a line.
 */
public final class LineText {
  private static final String UNKNOWN = "-";
  private static final byte[] END = System.lineSeparator().getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEX_DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes;
  private int length;

  LineText(int size) {
    this.bytes = new byte[size];
  }

  /** What the line says, without its end. */
  static String of(LogLine line) {
    LineText text = new LineText(256);
    line.writeTo(text);
    return new String(text.bytes, 0, Math.max(0, text.length - 1), StandardCharsets.US_ASCII);
  }

  /** Adds a word: {@code -} if there is none, and {@code ?} for what is not printable ASCII. */
  public LineText word(@Nullable String text) {
    String known = text == null || text.isEmpty() ? UNKNOWN : text;
    int size = known.length();
    reserve(size + 1);
    byte[] to = bytes;
    int at = length;
    for (int i = 0; i < size; i++) {
      char c = known.charAt(i);
      to[at++] = (byte) (c > ' ' && c <= '~' ? c : '?');
    }
    to[at++] = ' ';
    length = at;
    return this;
  }

  /** Adds a word that is known to be printable ASCII. */
  @SuppressWarnings("deprecation") // Of ASCII its bytes are right, and nothing else copies them.
  public LineText plain(String text) {
    int size = text.length();
    reserve(size + 1);
    text.getBytes(0, size, bytes, length);
    length += size;
    bytes[length++] = ' ';
    return this;
  }

  /** Adds to the word before. */
  public LineText joined(String text) {
    length--;
    return word(text);
  }

  /** Adds a number in decimal digits. */
  public LineText number(long number) {
    if (number < 0) {
      return plain(Long.toString(number));
    }
    int count = number == 0 ? 1 : LongMath.log10(number, RoundingMode.FLOOR) + 1;
    reserve(count + 1);
    decimal(number, count);
    bytes[length++] = ' ';
    return this;
  }

  /** Adds a number of thousandths that is not negative, with three decimals. */
  public LineText thousandths(long number) {
    number(number / 1000);
    reserve(4);
    bytes[length - 1] = '.';
    decimal(number % 1000, 3);
    bytes[length++] = ' ';
    return this;
  }

  private void decimal(long number, int count) {
    long rest = number;
    for (int at = length + count - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
  }

  /** Adds a number of 128 bits in 32 hexadecimal digits. */
  public LineText hex(long high, long low) {
    reserve(33);
    digits(high);
    digits(low);
    bytes[length++] = ' ';
    return this;
  }

  private void digits(long number) {
    for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
      bytes[length++] = HEX_DIGITS[(int) (number >>> shift) & 0xf];
    }
  }

  /** Ends the line, in place of the blank after its last word. */
  void end() {
    reserve(END.length);
    System.arraycopy(END, 0, bytes, length - 1, END.length);
    length += END.length - 1;
  }

  int length() {
    return length;
  }

  /** Takes back what was added since it had this length. */
  void cutTo(int before) {
    length = before;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  /** Gives all lines to the handler; they are gone then, whatever comes of it. */
  void giveTo(LineHandler handler) {
    int all = length;
    length = 0;
    handler.write(bytes, all);
  }
}
