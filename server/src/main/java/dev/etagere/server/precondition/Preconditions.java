package dev.etagere.server.precondition;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The precondition fields of a request (RFC 9110 §13.1); null where the request has none.
 *
 * @param ifMatch If-Match
 * @param ifNoneMatch If-None-Match
 * @param ifModifiedSince If-Modified-Since
 * @param ifUnmodifiedSince If-Unmodified-Since
 */
public record Preconditions(
    @Nullable EntityTags ifMatch,
    @Nullable EntityTags ifNoneMatch,
    @Nullable Instant ifModifiedSince,
    @Nullable Instant ifUnmodifiedSince) {

  /** No precondition at all. */
  public static final Preconditions NONE = new Preconditions(null, null, null, null);

  /** Only If-Match. */
  public static Preconditions ifMatch(EntityTags tags) {
    return new Preconditions(tags, null, null, null);
  }

  /** Only If-None-Match. */
  public static Preconditions ifNoneMatch(EntityTags tags) {
    return new Preconditions(null, tags, null, null);
  }

  /**
   * Reads the fields of a request.
   *
   * @param ifMatch the values of all If-Match lines, empty if there is none
   * @param ifNoneMatch the values of all If-None-Match lines
   * @param ifModifiedSince the date, null if there is none or it is invalid (§13.1.3)
   * @param ifUnmodifiedSince the date, null if there is none or it is invalid (§13.1.4)
   * @throws MalformedFieldException if If-Match or If-None-Match cannot be parsed
   */
  public static Preconditions parse(
      List<String> ifMatch,
      List<String> ifNoneMatch,
      @Nullable Instant ifModifiedSince,
      @Nullable Instant ifUnmodifiedSince) {
    return new Preconditions(
        ifMatch.isEmpty() ? null : EntityTagsParser.parse("If-Match", ifMatch),
        ifNoneMatch.isEmpty() ? null : EntityTagsParser.parse("If-None-Match", ifNoneMatch),
        ifModifiedSince,
        ifUnmodifiedSince);
  }

  /** Whether nothing is said that a method other than GET and HEAD would evaluate. */
  public boolean saysNothingAboutWrites() {
    return ifMatch == null && ifNoneMatch == null && ifUnmodifiedSince == null;
  }

  /** Whether the only wish is that nothing exists yet: {@code If-None-Match: *}. */
  public boolean asksForAbsence() {
    return ifNoneMatch instanceof EntityTags.Any;
  }

  /** What a write would evaluate, as a text that is the same for the same fields. */
  public String textForWrites() {
    return "if-match="
        + ifMatch
        + " if-none-match="
        + ifNoneMatch
        + " if-unmodified-since="
        + (ifUnmodifiedSince == null ? "" : ifUnmodifiedSince.getEpochSecond());
  }

  /**
   * Evaluates for GET and HEAD of a resource that exists, in the order of §13.2.2.
   *
   * @param current the validators of the selected representation
   */
  public Evaluation forRead(Validators current) {
    Evaluation first = firstSteps(current);
    if (first != Evaluation.HOLDS) {
      return first;
    }
    if (ifNoneMatch != null) {
      return ifNoneMatchHolds(ifNoneMatch, current) ? Evaluation.HOLDS : Evaluation.NOT_MODIFIED;
    }
    // §13.1.3: evaluated only where If-None-Match is absent.
    return ifModifiedSince != null && !current.lastModified().isAfter(ifModifiedSince)
        ? Evaluation.NOT_MODIFIED
        : Evaluation.HOLDS;
  }

  /**
   * Evaluates for a method that changes something, in the order of §13.2.2.
   *
   * @param current the validators of the current representation, null if there is none
   */
  public Evaluation forWrite(@Nullable Validators current) {
    Evaluation first = firstSteps(current);
    if (first != Evaluation.HOLDS) {
      return first;
    }
    return ifNoneMatch == null || ifNoneMatchHolds(ifNoneMatch, current)
        ? Evaluation.HOLDS
        : Evaluation.IF_NONE_MATCH_FAILED;
  }

  private Evaluation firstSteps(@Nullable Validators current) {
    if (ifMatch != null) {
      return ifMatchHolds(ifMatch, current) ? Evaluation.HOLDS : Evaluation.IF_MATCH_FAILED;
    }
    // §13.1.4: evaluated only where If-Match is absent and there is a date to compare with.
    return ifUnmodifiedSince != null
            && current != null
            && current.lastModified().isAfter(ifUnmodifiedSince)
        ? Evaluation.IF_UNMODIFIED_SINCE_FAILED
        : Evaluation.HOLDS;
  }

  private static boolean ifMatchHolds(EntityTags tags, @Nullable Validators current) {
    if (current == null) {
      return false;
    }
    return !(tags instanceof EntityTags.Listed listed)
        || listed.containStrongly(current.entityTag());
  }

  private static boolean ifNoneMatchHolds(EntityTags tags, @Nullable Validators current) {
    if (current == null) {
      return true;
    }
    return tags instanceof EntityTags.Listed listed && !listed.containWeakly(current.entityTag());
  }
}
