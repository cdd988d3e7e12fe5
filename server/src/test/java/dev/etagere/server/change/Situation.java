package dev.etagere.server.change;

import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.patch.JsonPatch;
import dev.etagere.server.patch.MergePatch;
import dev.etagere.server.patch.Patch;
import dev.etagere.server.precondition.EntityTag;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.CollectionPolicy.Replay;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.resource.StoredResource.Tombstone;
import dev.etagere.server.resource.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is stored in a collection with some policy; its methods are the requests. The only place
 * where the tests of the decision make what it takes.
 */
record Situation(CollectionPolicy policy, @Nullable StoredResource stored) {
  static final ResourceId ID = new ResourceId("a");
  static final long INCARNATION = 0x1111_2222_3333_4444L;
  static final long NEXT_INCARNATION = 0x5555_6666_7777_8888L;
  static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.100Z");
  static final Instant MODIFIED = Instant.parse("2026-01-02T03:04:06.200Z");
  static final Instant NOW = Instant.parse("2026-01-02T04:00:00.300Z");
  static final Content FIRST = Content.ofUtf8("{\"n\":1}");
  static final Content SECOND = Content.ofUtf8("{\"n\":2}");

  private static final CollectionPolicy POLICY = CollectionPolicy.DEFAULT;

  /** Nothing was ever stored. */
  static Situation absent() {
    return new Situation(POLICY, null);
  }

  /** Version 3 is live, with the content {@link #FIRST}, made from version 2 by a PUT. */
  static Situation live() {
    ChangeRequest.Put put = ChangeRequest.put(ifMatch(tag(2)), "application/json", FIRST, null);
    return new Situation(POLICY, new Live(ID, version(3), FIRST, put.digest(), CREATED, MODIFIED));
  }

  /** Version 1 is live, with the content {@link #FIRST}, made by a PUT that created it. */
  static Situation created() {
    ChangeRequest.Put put = ChangeRequest.put(ifNoneMatch("*"), "application/json", FIRST, null);
    return new Situation(POLICY, new Live(ID, version(1), FIRST, put.digest(), CREATED, CREATED));
  }

  /** Version 3 was deleted, which made version 4. */
  static Situation deleted() {
    return tombstone(NOW.plusMillis(1));
  }

  /** The same, and the tombstone's time has just ended, though it was not yet swept. */
  static Situation forgotten() {
    return tombstone(NOW);
  }

  private static Situation tombstone(Instant purgeAt) {
    return new Situation(POLICY, new Tombstone(ID, version(4), MODIFIED, purgeAt));
  }

  /** Each state that a resource can be in. */
  static List<Situation> all() {
    return List.of(absent(), live(), deleted(), forgotten());
  }

  /** The same in a collection with {@code replay: content}. */
  Situation withReplayByContent() {
    return with(new CollectionPolicy("no-cache", Duration.ofDays(30), Replay.CONTENT, true));
  }

  /** The same in a collection with {@code ifMatchAny: false}. */
  Situation withoutIfMatchAny() {
    return with(new CollectionPolicy("no-cache", Duration.ofDays(30), Replay.KEY, false));
  }

  private Situation with(CollectionPolicy other) {
    return new Situation(other, stored);
  }

  /** The live resource of this situation. */
  Live resource() {
    return (Live) Objects.requireNonNull(stored);
  }

  Outcome get(Preconditions preconditions) {
    return decision().read(stored, preconditions);
  }

  Verdict put(Preconditions preconditions, Content content) {
    return change(ChangeRequest.put(preconditions, "application/json", content, null));
  }

  Verdict mergePatch(Preconditions preconditions, String document) {
    return patch(preconditions, document, MergePatch.parse(bytes(document), JsonLimits.DEFAULT));
  }

  Verdict jsonPatch(Preconditions preconditions, String document) {
    return patch(preconditions, document, JsonPatch.parse(bytes(document), JsonLimits.DEFAULT));
  }

  private Verdict patch(Preconditions preconditions, String document, Patch patch) {
    return change(
        ChangeRequest.patch(
            preconditions, "application/x", bytes(document), patch, JsonLimits.DEFAULT, null));
  }

  Verdict delete(Preconditions preconditions) {
    return change(ChangeRequest.delete(preconditions, null));
  }

  private Verdict change(ChangeRequest request) {
    return decision().change(ID, stored, request);
  }

  private Decision decision() {
    return new Decision(policy, new Circumstances(NOW, NEXT_INCARNATION));
  }

  static Version version(long number) {
    return new Version(number, INCARNATION);
  }

  /** The entity tag of a version. */
  static String tag(long number) {
    return EntityTag.of(version(number)).toString();
  }

  /** If-Match with these field lines. */
  static Preconditions ifMatch(String... lines) {
    return Preconditions.parse(List.of(lines), List.of(), null, null);
  }

  /** If-None-Match with these field lines. */
  static Preconditions ifNoneMatch(String... lines) {
    return Preconditions.parse(List.of(), List.of(lines), null, null);
  }

  /** If-Match and If-None-Match. */
  static Preconditions both(String ifMatch, String ifNoneMatch) {
    return Preconditions.parse(List.of(ifMatch), List.of(ifNoneMatch), null, null);
  }

  /** If-Modified-Since. */
  static Preconditions ifModifiedSince(Instant date) {
    return Preconditions.parse(List.of(), List.of(), date, null);
  }

  /** If-Unmodified-Since. */
  static Preconditions ifUnmodifiedSince(Instant date) {
    return Preconditions.parse(List.of(), List.of(), null, date);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
