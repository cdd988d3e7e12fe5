package dev.etagere.server.grant;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.EnumSet;

/**
 * What is granted in one collection. What nobody granted is forbidden.
 *
 * @param byGrantee what each grantee may do; a caller may do what any of them may
 */
public record Grants(ImmutableMap<Grantee, ImmutableSet<Permission>> byGrantee) {
  private static final ImmutableSet<Permission> ALL =
      Sets.immutableEnumSet(EnumSet.allOf(Permission.class));

  /** Everybody may do everything: a server without authentication. */
  public static final Grants OPEN = new Grants(ImmutableMap.of(new Grantee.Anyone(), ALL));

  /** Everybody with a credential may do everything: authentication, and nothing said of grants. */
  public static final Grants AUTHENTICATED =
      new Grants(ImmutableMap.of(new Grantee.Authenticated(), ALL));

  /** Whether a caller may do something. */
  public boolean allow(Caller caller, Permission permission) {
    return byGrantee.entrySet().stream()
        .anyMatch(
            grant -> grant.getValue().contains(permission) && grant.getKey().includes(caller));
  }

  /** Whether somebody without a credential may do anything. */
  public boolean welcomesAnonymous() {
    return byGrantee.keySet().stream().anyMatch(to -> to.includes(Caller.ANONYMOUS));
  }
}
