package dev.etagere.client.call;

import dev.etagere.client.cache.RepresentationCache;
import dev.etagere.client.retry.Attempts;

/** All calls over one transport. */
public record Calls(Resources resources, Edits edits, Listing listing) {
  /** Puts them together. */
  public static Calls of(
      Asks asks, Answers answers, Attempts attempts, RepresentationCache cache, int maxRounds) {
    Resources resources = new Resources(asks, answers, attempts, cache);
    return new Calls(
        resources, new Edits(resources, attempts, maxRounds), new Listing(asks, answers, attempts));
  }
}
