package dev.etagere.server.json;

import com.google.common.base.CharMatcher;

/**
 * The one form of all texts of a number: {@code 0.digits × 10^exponent}, where digits neither begin
 * nor end with 0. Made in time linear in the text, even of an exponent of a million digits, for
 * which {@link java.math.BigDecimal} throws and {@link java.math.BigInteger} takes quadratic time.
 *
 * @param negative whether it is below zero; false for {@code -0}
 * @param digits empty for zero
 * @param exponent a decimal integer without superfluous zeros; {@code 0} for zero
 */
record DecimalForm(boolean negative, String digits, String exponent) {
  private static final CharMatcher ZERO = CharMatcher.is('0');
  private static final CharMatcher EXPONENT_MARK = CharMatcher.anyOf("eE");
  private static final DecimalForm NOUGHT = new DecimalForm(false, "", "0");
  // Of more digits than the shift by the position of the point can ever reach.
  private static final int LONG_DIGITS = 18;

  /** The form of a number that follows JSON's grammar. */
  static DecimalForm of(String number) {
    boolean negative = number.startsWith("-");
    String unsigned = number.substring(negative ? 1 : 0);
    int mark = EXPONENT_MARK.indexIn(unsigned);
    String mantissa = mark < 0 ? unsigned : unsigned.substring(0, mark);
    int point = mantissa.indexOf('.');
    int integerDigits = point < 0 ? mantissa.length() : point;
    String all =
        point < 0 ? mantissa : mantissa.substring(0, point) + mantissa.substring(point + 1);
    String significant = ZERO.trimLeadingFrom(all);
    if (significant.isEmpty()) {
      return NOUGHT;
    }
    int shift = integerDigits - (all.length() - significant.length());
    String exponent = mark < 0 ? "0" : unsigned.substring(mark + 1);
    return new DecimalForm(negative, ZERO.trimTrailingFrom(significant), sum(exponent, shift));
  }

  private static String sum(String integer, int shift) {
    boolean negative = integer.startsWith("-");
    boolean signed = negative || integer.startsWith("+");
    String magnitude = ZERO.trimLeadingFrom(integer.substring(signed ? 1 : 0));
    if (magnitude.length() <= LONG_DIGITS) {
      long value = magnitude.isEmpty() ? 0 : Long.parseLong(magnitude);
      return Long.toString((negative ? -value : value) + shift);
    }
    return (negative ? "-" : "") + sumOfLong(magnitude, negative ? -(long) shift : shift);
  }

  /** Adds to a positive integer of more digits than the addend has, from its last digit on. */
  private static String sumOfLong(String magnitude, long addend) {
    char[] digits = magnitude.toCharArray();
    long carry = addend;
    for (int i = digits.length - 1; i >= 0 && carry != 0; i--) {
      long digit = digits[i] - '0' + carry;
      digits[i] = (char) ('0' + Math.floorMod(digit, 10));
      carry = Math.floorDiv(digit, 10L);
    }
    String sum = (carry == 0 ? "" : carry) + new String(digits);
    return ZERO.trimLeadingFrom(sum);
  }
}
