package dev.etagere.server.store.mongo.mirror;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.bson.BsonDecimal128;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.bson.types.Decimal128;

/** The BSON number that stands for a JSON number in the mirror. */
final class MirroredNumber {
  private static final int DIGITS_OF_LONG = 19;

  private MirroredNumber() {}

  /**
   * Chooses the narrowest type that keeps the value: int32, int64, double if its shortest decimal
   * form is the number, else Decimal128, rounded to 34 digits.
   *
   * @param json the number's text
   * @return empty if the number is beyond the range of Decimal128
   */
  static Optional<BsonNumber> of(String json) {
    BigDecimal number;
    try {
      number = new BigDecimal(json);
    } catch (NumberFormatException exponentBeyondInt) {
      return Optional.empty();
    }
    if (isLong(number)) {
      return Optional.of(ofLong(number.longValueExact()));
    }
    double nearest = number.doubleValue();
    if (Double.isFinite(nearest)
        && new BigDecimal(Double.toString(nearest)).compareTo(number) == 0) {
      return Optional.of(new BsonDouble(nearest));
    }
    return decimal128(number);
  }

  private static BsonNumber ofLong(long number) {
    return number == (int) number ? new BsonInt32((int) number) : new BsonInt64(number);
  }

  private static boolean isLong(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    // The count of digits comes first: expanding 1e999999999 would take a gigabyte.
    return plain.scale() <= 0
        && (long) plain.precision() - plain.scale() <= DIGITS_OF_LONG
        && plain.toBigIntegerExact().bitLength() < Long.SIZE;
  }

  private static Optional<BsonNumber> decimal128(BigDecimal number) {
    try {
      return Optional.of(new BsonDecimal128(new Decimal128(number.round(MathContext.DECIMAL128))));
    } catch (NumberFormatException beyondTheExponents) {
      return Optional.empty();
    }
  }
}
