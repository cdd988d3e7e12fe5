package dev.etagere.server.query;

import dev.etagere.server.resource.MemberPath;
import java.time.Instant;

/**
 * What a list can be filtered and sorted by; there is an index on each.
 *
 * <p>Its keys are texts whose order, character by character, is that of the values: for a member
 * its {@link SortKey}, for the id itself, for a time {@link #keyOf}.
 */
public sealed interface QueryField {
  /** How it is called in filters and orders. */
  String label();

  /** Whether its keys are those of times. */
  default boolean isTime() {
    return this == Own.CREATED_AT || this == Own.MODIFIED_AT;
  }

  /** The key of a time: its milliseconds since 1970, which must not be before, in 16 digits. */
  static String keyOf(Instant time) {
    return keyOf(time.toEpochMilli());
  }

  /** The key of a time in milliseconds. */
  static String keyOf(long millis) {
    return DIGITS.substring(Long.toString(millis).length()) + millis;
  }

  /** In front of the digits of a time. */
  String DIGITS = "0000000000000000";

  /** What the server keeps of every resource. */
  enum Own implements QueryField {
    /** The resource's id. */
    ID("id"),
    /** When the first version of the resource was made. */
    CREATED_AT("createdAt"),
    /** When the present version was made. */
    MODIFIED_AT("modifiedAt");

    private final String label;

    Own(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /**
   * A member of the contents that the collection declares.
   *
   * @param path where it stands
   */
  record Member(MemberPath path) implements QueryField {
    @Override
    public String label() {
      return path.toString();
    }
  }
}
