package dev.etagere.server.resource;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a member stands in a resource's content: names with dots between them, each one leading
 * into an object, like {@code owner.id}. A name has 1 to 100 letters or digits of any script or
 * {@code _ - @ :}; other names cannot be written as a path. No path leads into an array.
 *
 * @param names the names from the outermost to the member's own
 */
public record MemberPath(ImmutableList<String> names) implements Comparable<MemberPath> {
  /** The most names that a path may have. */
  public static final int MAX_NAMES = 10;

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}_@:-]{1,100}");
  private static final Splitter DOT = Splitter.on('.');
  private static final Joiner DOTTED = Joiner.on('.');

  /**
   * Makes a path.
   *
   * @throws IllegalArgumentException if there are none or too many names, or one is not of the form
   *     above
   */
  public MemberPath {
    if (names.isEmpty()
        || names.size() > MAX_NAMES
        || !names.stream().allMatch(name -> NAME.matcher(name).matches())) {
      throw new IllegalArgumentException("not a path to a member: " + names);
    }
  }

  /** Returns the path, or empty if the text is not of the form above. */
  public static Optional<MemberPath> parse(String text) {
    ImmutableList<String> names = ImmutableList.copyOf(DOT.limit(MAX_NAMES + 1).split(text));
    return names.stream().allMatch(name -> NAME.matcher(name).matches())
            && names.size() <= MAX_NAMES
        ? Optional.of(new MemberPath(names))
        : Optional.empty();
  }

  /**
   * Returns the path of a text.
   *
   * @throws IllegalArgumentException if the text is not of the form above
   */
  public static MemberPath of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a path to a member: " + text));
  }

  @Override
  public int compareTo(MemberPath other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return DOTTED.join(names);
  }
}
