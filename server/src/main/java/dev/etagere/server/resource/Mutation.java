package dev.etagere.server.resource;

import java.time.Instant;

/** What a compare-and-set does to the stored document. */
public sealed interface Mutation {
  /**
   * Puts other content in place of a live resource's; the number grows by one, the incarnation and
   * the time of creation stay. It does not apply to a resource that already has this very content:
   * that would be a change of nothing.
   *
   * @param content the new content
   * @param madeBy the request that asks for it
   * @param at the new time of modification, to the millisecond
   */
  record Replace(Content content, ChangeDigest madeBy, Instant at) implements Mutation {}

  /**
   * Turns a live resource into a tombstone; the number grows by one, the incarnation stays.
   *
   * @param at the time of deletion, to the millisecond
   * @param purgeAt when the store may forget the tombstone, to the millisecond
   */
  record Delete(Instant at, Instant purgeAt) implements Mutation {}

  /**
   * Turns a tombstone into a live resource; the number grows by one, the incarnation is a new one.
   *
   * @param content the content
   * @param madeBy the request that asks for it
   * @param at the time of creation and modification, to the millisecond
   * @param incarnation the new incarnation
   */
  record Recreate(Content content, ChangeDigest madeBy, Instant at, long incarnation)
      implements Mutation {}
}
