package dev.etagere.server.auth.key;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.auth.Authentication;
import dev.etagere.server.auth.Authenticator;
import dev.etagere.server.grant.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Checks API keys. A name may have several, so that one can be replaced while both are valid. */
public final class KeyRing implements Authenticator {
  /**
   * Whose key it is.
   *
   * @param name of its owner
   * @param hash of the key
   */
  public record Entry(String name, KeyHash hash) {}

  private final ImmutableMap<String, Entry> byId;

  /**
   * Makes a ring of keys.
   *
   * @throws IllegalArgumentException if two have the same id
   */
  public KeyRing(List<Entry> entries) {
    ImmutableMap.Builder<String, Entry> builder = ImmutableMap.builder();
    entries.forEach(entry -> builder.put(entry.hash().id(), entry));
    this.byId = builder.buildOrThrow();
  }

  @Override
  public Authentication authenticate(String token) {
    Optional<ApiKey> key = ApiKey.parse(token);
    if (key.isEmpty()) {
      return new Authentication.Refused("it is no API key");
    }
    Entry entry = byId.get(key.get().id());
    if (entry == null) {
      return new Authentication.Refused("there is no API key with the id " + key.get().id());
    }
    return entry.hash().matches(key.get().secret())
        ? new Authentication.Accepted(Caller.ofKey(entry.name()), Instant.MAX)
        : new Authentication.Refused("the secret of API key " + key.get().id() + " is wrong");
  }
}
