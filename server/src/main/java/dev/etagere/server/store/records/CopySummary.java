package dev.etagere.server.store.records;

import com.google.common.collect.ImmutableList;

/**
 * What a copy came to.
 *
 * @param copied records that were stored
 * @param skipped records that an earlier try had stored, equal in everything
 * @param corrected records that an earlier try had stored and that were changed at the source since
 * @param removed records that an earlier try had stored and that the source has no more
 * @param verified records that were read back and are equal in everything
 * @param differences what is not equal, a text for people each; empty if the copy is complete
 */
public record CopySummary(
    long copied,
    long skipped,
    long corrected,
    long removed,
    long verified,
    ImmutableList<String> differences) {
  /** Whether the target has exactly what the source has. */
  public boolean isComplete() {
    return differences.isEmpty();
  }
}
