package dev.etagere.client.resource;

import java.util.regex.Pattern;

/** What must hold for a change to be made (RFC 9110 §13.1). There is no change without one. */
public final class Condition {
  /** RFC 9110 §8.8.3, without the weak ones, which If-Match never matches. */
  private static final Pattern STRONG = Pattern.compile("\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"");

  private static final Condition ABSENT = new Condition("If-None-Match", "*", true);
  private static final Condition PRESENT = new Condition("If-Match", "*", false);

  private final String field;
  private final String value;
  private final boolean namesOneState;

  private Condition(String field, String value, boolean namesOneState) {
    this.field = field;
    this.value = value;
    this.namesOneState = namesOneState;
  }

  /**
   * The resource is in this very version.
   *
   * @param etag as it was received, with its quotes
   * @throws IllegalArgumentException if it is no strong entity tag
   */
  public static Condition ifMatch(String etag) {
    if (!isStrong(etag)) {
      throw new IllegalArgumentException(
          etag + " is no strong entity tag. Give the ETag as it was received: in quotes, no W/.");
    }
    return new Condition("If-Match", etag, true);
  }

  /** The resource is in the version that was read. */
  public static Condition unchanged(Versioned<?> read) {
    return ifMatch(read.etag());
  }

  /** There is no such resource: it is created. */
  public static Condition ifAbsent() {
    return ABSENT;
  }

  /**
   * There is such a resource, in whatever version: what others have changed is overwritten. Of the
   * conditions, this alone does not make a repeat harmless by itself.
   */
  public static Condition ifPresent() {
    return PRESENT;
  }

  /** Whether it is a strong entity tag (RFC 9110 §8.8.3). */
  public static boolean isStrong(String etag) {
    return STRONG.matcher(etag).matches();
  }

  /** The name of the header field. */
  public String field() {
    return field;
  }

  /** The value of the header field. */
  public String value() {
    return value;
  }

  /** Whether it can hold for the first of two equal requests only. */
  public boolean namesOneState() {
    return namesOneState;
  }

  @Override
  public String toString() {
    return field + ": " + value;
  }
}
