package dev.etagere.server.json;

/**
 * A text for each number that orders as the numbers do, character by character, exactly and for any
 * magnitude; equal numbers have the same one. Made of digits and {@code ~} only. Takes time linear
 * in the number's text.
 */
public final class NumberOrder {
  private static final char NEGATIVE = '0';
  private static final char NOUGHT = '1';
  private static final char POSITIVE = '2';

  /** After all digits, so that of two negative numbers the longer one is the smaller. */
  private static final char END = '~';

  private NumberOrder() {}

  /**
   * Returns the text.
   *
   * @param number follows JSON's grammar
   */
  public static String of(String number) {
    DecimalForm form = DecimalForm.of(number);
    if (form.digits().isEmpty()) {
      return String.valueOf(NOUGHT);
    }
    String magnitude = exponent(form.exponent()) + form.digits();
    return form.negative() ? NEGATIVE + mirrored(magnitude) + END : POSITIVE + magnitude;
  }

  /** The sign, the number of digits of the length, the length, the digits. */
  private static String exponent(String integer) {
    boolean negative = integer.startsWith("-");
    String digits = negative ? integer.substring(1) : integer;
    String length = Integer.toString(digits.length());
    String magnitude = length.length() + length + digits;
    return negative ? NEGATIVE + mirrored(magnitude) : POSITIVE + magnitude;
  }

  private static String mirrored(String digits) {
    StringBuilder mirrored = new StringBuilder(digits.length());
    for (int i = 0; i < digits.length(); i++) {
      mirrored.append((char) ('0' + '9' - digits.charAt(i)));
    }
    return mirrored.toString();
  }
}
