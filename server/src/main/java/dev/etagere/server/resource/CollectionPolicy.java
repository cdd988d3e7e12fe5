package dev.etagere.server.resource;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a collection's owner decided.
 *
 * @param cacheControl the Cache-Control field of answers that carry the content
 * @param tombstoneRetention how long a deleted resource is remembered
 * @param replay what proves that a stale write is a repeat of one that was applied
 * @param ifMatchAny whether {@code If-Match: *} may change a resource without naming its version
 * @param keyRequired whether a POST must carry an Idempotency-Key
 * @param naturalKey the members whose values tell one resource from another; empty if none do
 * @param generated the members that the server makes when a POST creates a resource
 * @param schema what each content must be; null if any JSON object will do
 * @param query the members that the collection can be filtered and sorted by
 */
public record CollectionPolicy(
    String cacheControl,
    Duration tombstoneRetention,
    Replay replay,
    boolean ifMatchAny,
    boolean keyRequired,
    ImmutableList<String> naturalKey,
    ImmutableMap<String, GeneratedValue> generated,
    @Nullable ContentSchema schema,
    ImmutableList<MemberPath> query) {

  /** The most members of {@link #query}: each costs every write an index entry. */
  public static final int MAX_QUERY = 32;

  /** Names that filters and sorts have for what the server keeps of each resource. */
  public static final ImmutableSet<String> RESERVED =
      ImmutableSet.of("id", "createdAt", "modifiedAt");

  /** What proves that a stale write is a repeat. */
  public enum Replay {
    /** Only an Idempotency-Key. */
    KEY,
    /**
     * Also the same content for the same parent version (RFC 9110 §13.1.1). Two writers that send
     * the same content for the same version then both win: not for counters and locks.
     */
    CONTENT
  }

  /** The policy of a collection of which nothing was said. */
  public static final CollectionPolicy DEFAULT =
      new CollectionPolicy("no-cache", Duration.ofDays(30), Replay.KEY, true);

  /**
   * Makes a policy.
   *
   * @throws IllegalArgumentException if the retention is negative, a member of the natural key is
   *     named twice, or it is one that the server makes; or if a member of query is named twice or
   *     has a reserved name, or there are too many
   */
  public CollectionPolicy {
    if (tombstoneRetention.isNegative()) {
      throw new IllegalArgumentException("tombstoneRetention must not be negative");
    }
    for (String member : naturalKey) {
      if (generated.containsKey(member)) {
        throw new IllegalArgumentException(
            "the member '" + member + "' cannot be in naturalKey and generated");
      }
    }
    if (naturalKey.stream().distinct().count() < naturalKey.size()) {
      throw new IllegalArgumentException("a member of naturalKey is named twice");
    }
    if (query.size() > MAX_QUERY
        || query.stream().distinct().count() < query.size()
        || query.stream().anyMatch(member -> RESERVED.contains(member.toString()))) {
      throw new IllegalArgumentException(
          "query has more than " + MAX_QUERY + " members, or one twice, or a reserved one");
    }
  }

  /** Makes a policy without rules about keys and members. */
  public CollectionPolicy(
      String cacheControl, Duration tombstoneRetention, Replay replay, boolean ifMatchAny) {
    this(
        cacheControl,
        tombstoneRetention,
        replay,
        ifMatchAny,
        false,
        ImmutableList.of(),
        ImmutableMap.of(),
        null,
        ImmutableList.of());
  }

  /** This policy with or without the need of an Idempotency-Key. */
  public CollectionPolicy withKeyRequired(boolean required) {
    return new CollectionPolicy(
        cacheControl,
        tombstoneRetention,
        replay,
        ifMatchAny,
        required,
        naturalKey,
        generated,
        schema,
        query);
  }

  /** This policy with another natural key. */
  public CollectionPolicy withNaturalKey(List<String> members) {
    return new CollectionPolicy(
        cacheControl,
        tombstoneRetention,
        replay,
        ifMatchAny,
        keyRequired,
        ImmutableList.copyOf(members),
        generated,
        schema,
        query);
  }

  /** This policy with other members that the server makes. */
  public CollectionPolicy withGenerated(Map<String, GeneratedValue> members) {
    return new CollectionPolicy(
        cacheControl,
        tombstoneRetention,
        replay,
        ifMatchAny,
        keyRequired,
        naturalKey,
        ImmutableMap.copyOf(members),
        schema,
        query);
  }

  /** This policy with other members that the collection can be filtered and sorted by. */
  public CollectionPolicy withQuery(List<MemberPath> members) {
    return new CollectionPolicy(
        cacheControl,
        tombstoneRetention,
        replay,
        ifMatchAny,
        keyRequired,
        naturalKey,
        generated,
        schema,
        ImmutableList.copyOf(members));
  }

  /** This policy with another schema. */
  public CollectionPolicy withSchema(@Nullable ContentSchema other) {
    return new CollectionPolicy(
        cacheControl,
        tombstoneRetention,
        replay,
        ifMatchAny,
        keyRequired,
        naturalKey,
        generated,
        other,
        query);
  }

  /** What the schema does not allow in a content. */
  public ImmutableList<Violation> violations(Content content) {
    return schema == null ? ImmutableList.of() : schema.violations(content);
  }

  /** Whether anything is said about members, so that a change must look at the contents. */
  public boolean rulesMembers() {
    return !naturalKey.isEmpty() || !generated.isEmpty();
  }
}
