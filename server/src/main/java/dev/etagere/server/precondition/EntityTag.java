package dev.etagere.server.precondition;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Longs;
import dev.etagere.server.resource.Version;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entity tag (RFC 9110 §8.8.3).
 *
 * @param opaque what stands between the quotes
 * @param weak whether it is written with {@code W/}
 */
public record EntityTag(String opaque, boolean weak) {
  private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();
  private static final Pattern OF_VERSION = Pattern.compile("([1-9][0-9]{0,17})-([0-9a-f]{16})");

  /** The strong tag of a version: its number and its incarnation, so that it never comes back. */
  public static EntityTag of(Version version) {
    return new EntityTag(
        version.number() + "-" + HEX.encode(Longs.toByteArray(version.incarnation())), false);
  }

  /** The version of which this is the strong tag, or empty if no version has this tag. */
  public Optional<Version> version() {
    Matcher parts = OF_VERSION.matcher(opaque);
    if (weak || !parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Version(
            Long.parseLong(parts.group(1)), Longs.fromByteArray(HEX.decode(parts.group(2)))));
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
