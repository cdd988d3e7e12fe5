package dev.etagere.server.store.records;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.ledger.Remembered;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.store.records.CopyProgress.Phase;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a target equal to a source, record by record, then reads both and compares. It goes through
 * both in the order of ids at once, so an earlier try that was killed needs no note of how far it
 * came. Nothing may write to the source meanwhile; what does shows in the comparison.
 */
public final class Copy {
  private static final int BATCH = 256;
  private static final long BATCH_BYTES = 4 << 20;
  private static final int MOST_DIFFERENCES = 20;

  private final RecordSource from;
  private final RecordTarget to;
  private final InstantSource clock;
  private final CopyProgress progress;
  private final List<Remembered> pending = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();
  private long pendingBytes;
  private long copied;
  private long skipped;
  private long corrected;
  private long removed;
  private long verified;
  private long passed;

  /** Prepares a copy of all collections of a source. */
  public Copy(RecordSource from, RecordTarget to, InstantSource clock, CopyProgress progress) {
    this.from = from;
    this.to = to;
    this.clock = clock;
    this.progress = progress;
  }

  /** What is done where the two are at one id. */
  private interface Step {
    /**
     * Looks at an id.
     *
     * @param here what the source has under it
     * @param there what the target has
     */
    void at(CollectionName collection, @Nullable Remembered here, @Nullable Remembered there);
  }

  /**
   * Copies and compares. If both are equal the target is finished; otherwise it stays marked, and
   * the copy can be run again.
   *
   * @throws dev.etagere.server.store.StoreException if a database fails; the copy can be run again
   */
  public CopySummary run() {
    for (CollectionName collection : from.collections()) {
      walk(collection, Phase.COPYING, this::copy);
      flush(collection);
    }
    passed = 0;
    for (CollectionName collection : from.collections()) {
      walk(collection, Phase.VERIFYING, this::compare);
    }
    CopySummary summary =
        new CopySummary(
            copied, skipped, corrected, removed, verified, ImmutableList.copyOf(differences));
    if (summary.isComplete()) {
      to.finish();
    }
    return summary;
  }

  private void walk(CollectionName collection, Phase phase, Step step) {
    Cursor source = new Cursor(from, collection, clock);
    Cursor target = new Cursor(to, collection, clock);
    while (true) {
      Remembered here = source.peek();
      Remembered there = target.peek();
      if (here == null && there == null) {
        return;
      }
      int order = order(here, there);
      step.at(collection, order <= 0 ? here : null, order >= 0 ? there : null);
      if (order <= 0) {
        source.advance();
      }
      if (order >= 0) {
        target.advance();
      }
      progress.at(phase, ++passed);
    }
  }

  /** Which of two records comes first; none comes last. */
  private static int order(@Nullable Remembered here, @Nullable Remembered there) {
    if (here == null) {
      return 1;
    }
    return there == null ? -1 : here.resource().id().compareTo(there.resource().id());
  }

  private void copy(
      CollectionName collection, @Nullable Remembered here, @Nullable Remembered there) {
    if (here != null && here.equals(there)) {
      skipped++;
      return;
    }
    if (there != null) {
      to.remove(collection, there.resource().id());
    }
    if (here == null) {
      removed++;
      return;
    }
    pending.add(here);
    pendingBytes += here.resource() instanceof StoredResource.Live live ? live.content().size() : 0;
    if (there == null) {
      copied++;
    } else {
      corrected++;
    }
    if (pending.size() == BATCH || pendingBytes >= BATCH_BYTES) {
      flush(collection);
    }
  }

  private void flush(CollectionName collection) {
    if (!pending.isEmpty()) {
      to.put(collection, List.copyOf(pending));
      pending.clear();
      pendingBytes = 0;
    }
  }

  private void compare(
      CollectionName collection, @Nullable Remembered here, @Nullable Remembered there) {
    if (here != null && here.equals(there)) {
      verified++;
    } else if (differences.size() < MOST_DIFFERENCES) {
      differences.add(difference(collection, here, there));
    }
  }

  private static String difference(
      CollectionName collection, @Nullable Remembered here, @Nullable Remembered there) {
    ResourceId id = here != null ? here.resource().id() : idOf(there);
    if (here == null || there == null) {
      return "'%s' in collection '%s' is only in the %s"
          .formatted(id, collection, here == null ? "target" : "source");
    }
    String what =
        !here.resource().version().equals(there.resource().version())
            ? "version"
            : here.ledger().equals(there.ledger()) ? "content or times" : "ledger";
    return "'%s' in collection '%s' differs in its %s".formatted(id, collection, what);
  }

  private static ResourceId idOf(@Nullable Remembered record) {
    if (record == null) {
      throw new IllegalArgumentException("no record on either side");
    }
    return record.resource().id();
  }
}
