package dev.etagere.server.http.describe;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.grant.Caller;
import dev.etagere.server.grant.Grants;
import dev.etagere.server.grant.Permission;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import java.util.Arrays;

/**
 * A declared collection.
 *
 * @param name its name
 * @param policy what its owner decided
 * @param grants what is granted in it
 */
public record Declared(CollectionName name, CollectionPolicy policy, Grants grants) {
  /** The URL path. */
  public String path() {
    return "/v1/" + name.value();
  }

  /** What a caller may do here, in the words of the configuration. */
  public ImmutableList<String> permissions(Caller caller) {
    return Arrays.stream(Permission.values())
        .filter(permission -> grants.allow(caller, permission))
        .map(Permission::word)
        .collect(toImmutableList());
  }
}
