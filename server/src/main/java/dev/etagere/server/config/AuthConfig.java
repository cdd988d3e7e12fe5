package dev.etagere.server.config;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.etagere.server.auth.jwt.JwtSettings;
import dev.etagere.server.auth.key.KeyRing;
import dev.etagere.server.grant.Caller;
import dev.etagere.server.grant.Grants;
import dev.etagere.server.resource.CollectionName;
import java.util.Optional;

/**
 * Who may do what.
 *
 * @param keys the API keys that are accepted, as hashes
 * @param jwt the tokens that are accepted, if any
 * @param grants what is granted in each collection of which something was said
 */
public record AuthConfig(
    ImmutableList<KeyRing.Entry> keys,
    Optional<JwtSettings> jwt,
    ImmutableMap<CollectionName, Grants> grants) {
  /** No authentication: everybody may do everything. */
  public static final AuthConfig NONE =
      new AuthConfig(ImmutableList.of(), Optional.empty(), ImmutableMap.of());

  /** Whether nobody is asked who it is. */
  public boolean isNone() {
    return keys.isEmpty() && jwt.isEmpty();
  }

  /** How callers can prove who they are; empty if nobody is asked. */
  public ImmutableSet<Caller.Kind> credentials() {
    ImmutableSet.Builder<Caller.Kind> kinds = ImmutableSet.builder();
    if (!keys.isEmpty()) {
      kinds.add(Caller.Kind.KEY);
    }
    if (jwt.isPresent()) {
      kinds.add(Caller.Kind.JWT);
    }
    return kinds.build();
  }

  /** What is granted in a collection: where nothing was said, everything to whoever is known. */
  public Grants grants(CollectionName collection) {
    Grants open = isNone() ? Grants.OPEN : Grants.AUTHENTICATED;
    return grants.getOrDefault(collection, open);
  }
}
