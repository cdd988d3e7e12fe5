package dev.etagere.server.http.describe;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.etagere.server.grant.Caller;
import dev.etagere.server.grant.Grants;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;

/**
 * The collections of a server, and who may see that they are there: whoever may do anything in
 * them.
 *
 * @param policies the declared collections
 * @param grants what is granted in each
 * @param credentials how callers can prove who they are; empty if nobody is asked
 */
public record Catalogue(
    ImmutableMap<CollectionName, CollectionPolicy> policies,
    Function<CollectionName, Grants> grants,
    ImmutableSet<Caller.Kind> credentials) {
  /** Whether callers are asked who they are. */
  public boolean authenticated() {
    return !credentials.isEmpty();
  }

  /** The collections that a caller may see, in the order of their names. */
  public ImmutableList<Declared> visibleTo(Caller caller) {
    return policies.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(CollectionName::value)))
        .map(entry -> new Declared(entry.getKey(), entry.getValue(), grants.apply(entry.getKey())))
        .filter(declared -> !declared.permissions(caller).isEmpty())
        .collect(toImmutableList());
  }
}
