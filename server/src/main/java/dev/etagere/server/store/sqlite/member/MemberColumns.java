package dev.etagere.server.store.sqlite.member;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.query.MemberKeys;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.resource.Mutation;
import java.util.stream.Collectors;

/**
 * Which column of {@code keys_N} holds the sort keys of which member.
 *
 * @param numbers the number of each member's column {@code qNUMBER}
 */
public record MemberColumns(ImmutableMap<MemberPath, Integer> numbers) {
  /** Of a collection that declares no members. */
  public static final MemberColumns NONE = new MemberColumns(ImmutableMap.of());

  /** Whether there are none, so that nothing is kept in {@code keys_N}. */
  public boolean isEmpty() {
    return numbers.isEmpty();
  }

  /** The names of the columns. */
  public ImmutableList<String> names() {
    return numbers.values().stream()
        .map(MemberColumns::name)
        .collect(ImmutableList.toImmutableList());
  }

  static String name(int number) {
    return "q" + number;
  }

  /** What takes the keys from contents, in the order of {@link #names}. */
  public MemberKeys keys() {
    return new MemberKeys(numbers.keySet().asList());
  }

  /** The keys of a content; a content that is no JSON has none of the members. */
  public ImmutableList<String> keysOf(Content content) {
    MemberKeys keys = keys();
    return keys.of(content).orElseGet(keys::ofNothing);
  }

  /** The keys of the content that a mutation brings; none of one that brings none. */
  public ImmutableList<String> keysOf(Mutation mutation) {
    if (mutation instanceof Mutation.Replace replace) {
      return keysOf(replace.content());
    }
    return mutation instanceof Mutation.Recreate recreate
        ? keysOf(recreate.content())
        : ImmutableList.of();
  }

  /**
   * The statement that sets the keys of a row.
   *
   * @param row the expressions for rid and key
   */
  public String upsert(String row) {
    return "INSERT INTO keys_N(rid, key, %s) VALUES (%s%s) ON CONFLICT(rid) DO UPDATE SET %s"
        .formatted(
            String.join(", ", names()),
            row,
            ", ?".repeat(numbers.size()),
            names().stream()
                .map(name -> name + "=excluded." + name)
                .collect(Collectors.joining(", ")));
  }
}
