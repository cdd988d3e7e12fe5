package dev.etagere.server.change;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.etagere.server.ledger.Fingerprint;
import dev.etagere.server.ledger.LedgerEntry;
import dev.etagere.server.patch.PatchNotApplicableException;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource.Live;
import dev.etagere.server.resource.Version;
import dev.etagere.server.resource.Violation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything that a request can come to. A closed set: one place turns it into a response. */
public sealed interface Outcome {
  /** A read found the resource. */
  record Found(Live resource) implements Outcome {}

  /** A read found that the caller has the current representation. */
  record NotModified(Live resource) implements Outcome {}

  /** The resource was created. */
  record Created(Live resource) implements Outcome {}

  /**
   * The content was replaced.
   *
   * @param before the version that was replaced
   * @param version the version that was made
   * @param modifiedAt when
   * @param content the new content
   */
  record Replaced(Version before, Version version, Instant modifiedAt, Content content)
      implements Outcome {}

  /** The resource has this content already, and nothing was changed. */
  record Unchanged(Live resource) implements Outcome {}

  /** The current version was made by the same request, which arrives a second time. */
  record AppliedBefore(Live resource) implements Outcome {}

  /**
   * The resource was deleted.
   *
   * @param before the version that was deleted
   */
  record Deleted(Version before) implements Outcome {}

  /** The resource was deleted by the same request, which arrives a second time. */
  record DeletedBefore() implements Outcome {}

  /** Nothing is known under this id. */
  record NotFound() implements Outcome {}

  /**
   * The resource was deleted.
   *
   * @param deletedAt when
   * @param keyMayBeForgotten whether this very request may have been done under its key before, so
   *     long ago that the ledger has dropped it (row K5)
   */
  record Gone(Instant deletedAt, boolean keyMayBeForgotten) implements Outcome {
    Gone(Instant deletedAt) {
      this(deletedAt, false);
    }
  }

  /** Why a precondition does not hold. */
  enum Reason {
    /** The resource has changed since. */
    STALE,
    /** The resource exists, and the caller said it should not. */
    EXISTS,
    /** The resource does not exist, and the caller said it should. */
    ABSENT,
    /** A weak entity tag can never match in If-Match. */
    WEAK_TAG
  }

  /**
   * A precondition does not hold; nothing was changed.
   *
   * @param reason why
   * @param current the resource as it is now, null if there is none
   * @param alreadyApplied whether an identical request made the current version
   * @param keyMayBeForgotten whether this very request may have been done under its key before, so
   *     long ago that the ledger has dropped it (row K5)
   */
  record PreconditionFailed(
      Reason reason, @Nullable Live current, boolean alreadyApplied, boolean keyMayBeForgotten)
      implements Outcome {
    /** Of a request without a key, or one that the ledger would remember. */
    public PreconditionFailed(Reason reason, @Nullable Live current, boolean alreadyApplied) {
      this(reason, current, alreadyApplied, false);
    }
  }

  /** What a request must say to be allowed to change something. */
  enum Requirement {
    /** Which version it saw, or that none exists. */
    IF_MATCH_OR_ABSENCE,
    /** Which version it saw. */
    IF_MATCH,
    /** Which version it saw, by a tag: this collection does not accept {@code *}. */
    IF_MATCH_WITH_TAG
  }

  /** The request says too little about what it saw; nothing was changed. */
  record PreconditionRequired(Requirement requirement) implements Outcome {}

  /**
   * A test of a JSON Patch failed; nothing was changed.
   *
   * @param message what was found instead
   * @param path the JSON Pointer to the tested value
   */
  record PatchTestFailed(String message, String path) implements Outcome {}

  /** The patch cannot be applied to the current content; nothing was changed. */
  record PatchNotApplicable(ImmutableList<PatchNotApplicableException.Reason> reasons)
      implements Outcome {}

  /**
   * The same request was done before, under the same key; nothing was changed now.
   *
   * @param id the resource that it was about
   * @param first what it came to
   * @param current the resource as it is now, null if there is none
   */
  record Replayed(ResourceId id, LedgerEntry first, @Nullable Live current) implements Outcome {}

  /**
   * Another request was done before under the same key; nothing was changed.
   *
   * @param differences in what it differs, at least in one part
   */
  record KeyReused(ImmutableSet<Fingerprint.Part> differences) implements Outcome {}

  /** The id that follows from the key belongs to a resource that was created otherwise. */
  record IdTaken(ResourceId id) implements Outcome {}

  /** The resource with this natural key exists, made by a request with the same content. */
  record Existing(Live resource) implements Outcome {}

  /** The resource with this natural key exists, and was made with another content. */
  record NaturalKeyTaken(Live resource) implements Outcome {}

  /** The content breaks what the collection demands; nothing was changed. */
  record Invalid(ImmutableList<Violation> violations) implements Outcome {}
}
