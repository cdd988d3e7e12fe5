package dev.etagere.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** What all clients together were told; it objects as soon as two answers contradict each other. */
final class Ledger {
  private record Version(String path, long number) {}

  private final ConcurrentMap<String, String> contents = new ConcurrentHashMap<>();
  private final Set<String> acknowledgedTags = ConcurrentHashMap.newKeySet();
  private final Set<String> parents = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<Version, Change> made = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Long> newest = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Set<Change>> inFlight = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, AtomicLong> tally = new ConcurrentHashMap<>();

  /** Notes that a change is about to be sent. */
  void sends(Change change) {
    inFlight(change.path()).add(change);
  }

  /** Notes that a change was answered, whatever the answer was. */
  void answered(Change change, String how) {
    inFlight(change.path()).remove(change);
    count(how);
  }

  /** Notes a change that was made and left content. */
  void made(Change change, Tag tag, String content) {
    holds(change.path(), tag, content);
    acknowledgedTags.add(tag.text());
    made(change, tag.number());
  }

  /** Notes a change that was made. No version is made twice, and none has two children. */
  void made(Change change, long number) {
    change
        .parent()
        .tag()
        .filter(parent -> change.kind() != Change.Kind.CREATE)
        .ifPresent(
            parent -> {
              assertThat(parents.add(parent.text())).as("first child of %s", parent).isTrue();
              assertThat(number).isEqualTo(parent.number() + 1);
            });
    assertThat(made.putIfAbsent(new Version(change.path(), number), change))
        .as("another change made version %s of %s", number, change.path())
        .isNull();
    newest.merge(change.path(), number, Math::max);
  }

  /** Notes what an entity tag stands for, which is one content for ever. */
  void holds(String path, Tag tag, String content) {
    String before = contents.putIfAbsent(tag.text(), content);
    assertThat(before == null ? content : before).as("content of %s", tag).isEqualTo(content);
    newest.merge(path, tag.number(), Math::max);
  }

  /** The newest version that anybody was told of; 0 if there is none. */
  long newest(String path) {
    return newest.getOrDefault(path, 0L);
  }

  /** Whether the content of this tag is known. */
  boolean knows(Tag tag) {
    return contents.containsKey(tag.text());
  }

  /** Whether an acknowledged change made this version by deleting the resource. */
  boolean isDeletion(String path, long number) {
    Change change = made.get(new Version(path, number));
    return change != null && change.kind() == Change.Kind.DELETE;
  }

  /** The changes that were sent and not answered. */
  Set<Change> inFlight(String path) {
    return inFlight.computeIfAbsent(path, any -> ConcurrentHashMap.newKeySet());
  }

  /** The number of changes made, without repeats that did nothing. */
  long changes() {
    return made.size();
  }

  /** The number of changes made to one resource. */
  long changes(String path) {
    return made.keySet().stream().filter(version -> version.path().equals(path)).count();
  }

  /** Nobody was shown a content whose change was not acknowledged to its author in the end. */
  void assertOnlyAcknowledgedWasSeen() {
    assertThat(acknowledgedTags).containsExactlyInAnyOrderElementsOf(contents.keySet());
  }

  void count(String what) {
    tally.computeIfAbsent(what, any -> new AtomicLong()).incrementAndGet();
  }

  /** How many answers of each kind there were. */
  @Override
  public String toString() {
    return new TreeMap<>(tally).toString();
  }
}
