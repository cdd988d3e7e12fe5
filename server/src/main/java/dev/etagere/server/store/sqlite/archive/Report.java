package dev.etagere.server.store.sqlite.archive;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.etagere.server.resource.CollectionName;
import java.util.List;
import java.util.Map;

/**
 * What was found in a database.
 *
 * @param collections how much each collection has that is what was written
 * @param sequence the number of its last commit
 * @param findings what is wrong and where, a text for people each; empty if all is sound
 */
public record Report(
    ImmutableSortedMap<CollectionName, Count> collections,
    long sequence,
    ImmutableList<String> findings) {
  /**
   * How much a collection has.
   *
   * @param resources that can be read
   * @param tombstones of deleted ones
   */
  public record Count(long resources, long tombstones) {}

  static Report of(Map<CollectionName, Count> collections, long sequence, List<String> findings) {
    return new Report(
        ImmutableSortedMap.copyOf(collections), sequence, ImmutableList.copyOf(findings));
  }

  /** Whether nothing is wrong. */
  public boolean isSound() {
    return findings.isEmpty();
  }

  /** How many resources can be read in all. */
  public long resources() {
    return collections.values().stream().mapToLong(Count::resources).sum();
  }

  /** How many tombstones there are in all. */
  public long tombstones() {
    return collections.values().stream().mapToLong(Count::tombstones).sum();
  }
}
