package dev.etagere.server.grant;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.etagere.server.resource.Owner;
import java.util.EnumSet;
import java.util.Optional;

/**
 * What is granted in one collection. What nobody granted is forbidden.
 *
 * @param byGrantee what each grantee may do; a caller may do what any of them may
 * @param owner whether a caller sees and changes only what it has created, unless it may do so with
 *     those of {@linkplain Permission#OTHERS others}
 */
public record Grants(ImmutableMap<Grantee, ImmutableSet<Permission>> byGrantee, boolean owner) {
  private static final ImmutableSet<Permission> ALL =
      Sets.immutableEnumSet(EnumSet.allOf(Permission.class));

  /** Everybody may do everything: a server without authentication. */
  public static final Grants OPEN = new Grants(ImmutableMap.of(new Grantee.Anyone(), ALL));

  /** Everybody with a credential may do everything: authentication, and nothing said of grants. */
  public static final Grants AUTHENTICATED =
      new Grants(ImmutableMap.of(new Grantee.Authenticated(), ALL));

  /** Grants to see and change what there is, whoever has created it. */
  public Grants(ImmutableMap<Grantee, ImmutableSet<Permission>> byGrantee) {
    this(byGrantee, false);
  }

  /** Everybody with a credential may do everything with what it has created. */
  public static Grants ofOwners() {
    return new Grants(
        ImmutableMap.of(
            new Grantee.Authenticated(),
            Sets.immutableEnumSet(EnumSet.complementOf(EnumSet.of(Permission.OTHERS)))),
        true);
  }

  /** The owner that a caller is in this collection; empty if it sees what others created too. */
  public Optional<Owner> ownerOf(Caller caller) {
    return owner && !allow(caller, Permission.OTHERS)
        ? Optional.of(Owner.of(caller.id()))
        : Optional.empty();
  }

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
