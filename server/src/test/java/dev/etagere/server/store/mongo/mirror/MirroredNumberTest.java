package dev.etagere.server.store.mongo.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.bson.BsonNumber;
import org.bson.BsonType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MirroredNumberTest {
  @ParameterizedTest
  @CsvSource({
    "0, INT32",
    "-0.0, INT32",
    "1.0, INT32",
    "2e3, INT32",
    "0e-99999999, INT32",
    "2147483647, INT32",
    "-2147483649, INT64",
    "9223372036854775807, INT64",
    "-9223372036854775808, INT64",
    "9223372036854775809, DECIMAL128",
    "0.1, DOUBLE",
    "1e300, DOUBLE",
    "-4.9E-324, DOUBLE",
    "0.12345678901234567890123, DECIMAL128",
    "1e400, DECIMAL128",
    "1E-400, DECIMAL128"
  })
  void number_inRange_getsTheNarrowestTypeThatKeepsIt(String text, BsonType type) {
    BsonNumber number = MirroredNumber.of(text).orElseThrow();

    assertThat(number.getBsonType()).isEqualTo(type);
    if (type == BsonType.DECIMAL128) {
      assertThat(number.decimal128Value().bigDecimalValue()).isEqualByComparingTo(text);
    } else if (type == BsonType.DOUBLE) {
      assertThat(number.doubleValue()).isEqualTo(Double.parseDouble(text));
    } else {
      assertThat(number.longValue()).isEqualTo(new BigDecimal(text).longValue());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "12345678901234567890123456789012345678, 12345678901234567890123456789012350000",
    "0.12345678901234567890123456789012345678, 0.1234567890123456789012345678901235"
  })
  void number_ofMoreThan34Digits_isRounded(String text, BigDecimal rounded) {
    assertThat(MirroredNumber.of(text).orElseThrow().decimal128Value().bigDecimalValue())
        .isEqualByComparingTo(rounded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e7000", "-1e999999999", "1.5e6145", "1e99999999999"})
  void number_beyondDecimal128_isNone(String text) {
    assertThat(MirroredNumber.of(text)).isEmpty();
  }
}
