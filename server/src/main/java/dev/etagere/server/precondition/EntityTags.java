package dev.etagere.server.precondition;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;

/** The value of If-Match or If-None-Match (RFC 9110 §13.1.1, §13.1.2). */
public sealed interface EntityTags {
  /** {@code *}: any current representation. */
  record Any() implements EntityTags {
    /** The field's value. */
    @Override
    public String toString() {
      return "*";
    }
  }

  /**
   * A list of tags.
   *
   * @param tags one or more
   */
  record Listed(ImmutableList<EntityTag> tags) implements EntityTags {
    /** Whether a tag of the list matches strongly, as If-Match compares. */
    public boolean containStrongly(EntityTag tag) {
      return tags.stream().anyMatch(tag::matchesStrongly);
    }

    /** Whether a tag of the list matches weakly, as If-None-Match compares. */
    public boolean containWeakly(EntityTag tag) {
      return tags.stream().anyMatch(tag::matchesWeakly);
    }

    /** Whether a tag of the list is weak, and so can never match in If-Match. */
    public boolean containWeakTag() {
      return tags.stream().anyMatch(EntityTag::weak);
    }

    /** The field's value. */
    @Override
    public String toString() {
      return Joiner.on(", ").join(tags);
    }
  }

  /** {@code *}. */
  EntityTags ANY = new Any();

  /** A list of the given tags. */
  static EntityTags of(EntityTag... tags) {
    return new Listed(ImmutableList.copyOf(tags));
  }
}
