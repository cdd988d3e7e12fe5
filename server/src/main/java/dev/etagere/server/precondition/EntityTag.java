package dev.etagere.server.precondition;

import com.google.common.base.CharMatcher;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Longs;
import dev.etagere.server.resource.Version;
import java.util.Optional;

/**
 * An entity tag (RFC 9110 §8.8.3).
 *
 * @param opaque what stands between the quotes
 * @param weak whether it is written with {@code W/}
 */
public record EntityTag(String opaque, boolean weak) {
  private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();
  private static final CharMatcher DECIMAL = CharMatcher.inRange('0', '9');
  private static final CharMatcher LOWER_HEX = DECIMAL.or(CharMatcher.inRange('a', 'f'));
  private static final int INCARNATION_DIGITS = 16;
  private static final int NUMBER_DIGITS = 18;

  /** The strong tag of a version: its number and its incarnation, so that it never comes back. */
  public static EntityTag of(Version version) {
    return new EntityTag(
        version.number() + "-" + HEX.encode(Longs.toByteArray(version.incarnation())), false);
  }

  /** The version of which this is the strong tag, or empty if no version has this tag. */
  public Optional<Version> version() {
    int dash = opaque.length() - INCARNATION_DIGITS - 1;
    if (weak || dash < 1 || dash > NUMBER_DIGITS || !isOfVersion(dash)) {
      return Optional.empty();
    }
    return Optional.of(
        new Version(
            Long.parseLong(opaque, 0, dash, 10),
            Long.parseUnsignedLong(opaque, dash + 1, opaque.length(), 16)));
  }

  /** Exactly the text that {@link #of} writes: another one of the same numbers is another tag. */
  private boolean isOfVersion(int dash) {
    return opaque.charAt(dash) == '-'
        && opaque.charAt(0) != '0'
        && DECIMAL.matchesAllOf(opaque.substring(0, dash))
        && LOWER_HEX.matchesAllOf(opaque.substring(dash + 1));
  }

  /** Strong comparison (RFC 9110 §8.8.3.2): equal, and neither is weak. */
  public boolean matchesStrongly(EntityTag other) {
    return !weak && !other.weak && opaque.equals(other.opaque);
  }

  /** Weak comparison (RFC 9110 §8.8.3.2): equal but for the weakness. */
  public boolean matchesWeakly(EntityTag other) {
    return opaque.equals(other.opaque);
  }

  /** The tag as it stands in a header field. */
  @Override
  public String toString() {
    return (weak ? "W/\"" : "\"") + opaque + '"';
  }
}
