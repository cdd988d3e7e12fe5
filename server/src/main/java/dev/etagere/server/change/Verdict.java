package dev.etagere.server.change;

import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;

/** What to do about a request. */
public sealed interface Verdict {
  /**
   * Change nothing.
   *
   * @param outcome what to tell the caller
   */
  record Answer(Outcome outcome) implements Verdict {}

  /**
   * Store a resource where nothing is stored.
   *
   * @param resource what to store
   */
  record Insert(StoredResource.Live resource) implements Verdict {
    /** What to tell the caller once it is stored. */
    public Outcome ifDone() {
      return new Outcome.Created(resource);
    }
  }

  /**
   * Change what is stored, if its version is still this one.
   *
   * @param expected the version on which the decision rests
   * @param mutation the change
   * @param ifDone what to tell the caller once it is done
   */
  record CompareAndSet(Version expected, Mutation mutation, Outcome ifDone) implements Verdict {}
}
