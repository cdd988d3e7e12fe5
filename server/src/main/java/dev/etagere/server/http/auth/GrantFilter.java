package dev.etagere.server.http.auth;

import static dev.etagere.server.grant.Permission.CREATE;
import static dev.etagere.server.grant.Permission.DELETE;
import static dev.etagere.server.grant.Permission.FORCE;
import static dev.etagere.server.grant.Permission.READ;
import static dev.etagere.server.grant.Permission.UPDATE;

import com.google.common.collect.ImmutableSet;
import dev.etagere.server.grant.Caller;
import dev.etagere.server.grant.Grants;
import dev.etagere.server.grant.Permission;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.problem.ProblemType;
import dev.etagere.server.http.request.Preferences;
import dev.etagere.server.http.request.Target;
import dev.etagere.server.resource.CollectionName;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.function.Function;

/** Lets a request through if its caller was granted all that it needs; also each repeat anew. */
@PreMatching
@Priority(Priorities.USER - 900) // Behind TargetFilter, which finds the collection.
public final class GrantFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private final Function<CollectionName, Grants> grants;

  /**
   * Makes the filter.
   *
   * @param grants of each declared collection
   */
  public GrantFilter(Function<CollectionName, Grants> grants) {
    this.grants = grants;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!Target.isIn(request)) {
      return;
    }
    Caller caller = Callers.of(request);
    Grants granted = grants.apply(Target.of(request).collection());
    for (Permission needed : needed(request)) {
      if (!granted.allow(caller, needed)) {
        throw refusal(caller, needed);
      }
    }
    if (granted.owner() && caller.isAnonymous()) {
      throw Challenge.missing();
    }
    granted.ownerOf(caller).ifPresent(owner -> Target.narrow(request, owner));
  }

  /** One URL names another resource for each caller (RFC 9110 §12.5.5). */
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (Target.isIn(request) && Target.of(request).owner() != null) {
      response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
    }
  }

  private static ProblemException refusal(Caller caller, Permission missing) {
    if (caller.isAnonymous()) {
      return Challenge.missing();
    }
    return new ProblemException(
        Problem.of(
                ProblemType.FORBIDDEN,
                caller.id()
                    + " has no permission '"
                    + missing.word()
                    + "' in this collection. Who runs the server can grant it.")
            .with("missing", missing.word()));
  }

  /** What a request needs; by its fields alone, and before they are known to be well-formed. */
  private static ImmutableSet<Permission> needed(ContainerRequestContext request) {
    ImmutableSet.Builder<Permission> needed = ImmutableSet.builder();
    switch (request.getMethod()) {
      case "GET", "HEAD" -> needed.add(READ);
      case "POST" -> needed.add(CREATE);
      case "PATCH" -> needed.add(UPDATE);
      case "DELETE" -> needed.add(DELETE);
      case "PUT" -> {
        boolean absence = has(request, HttpHeaders.IF_NONE_MATCH);
        boolean match = has(request, HttpHeaders.IF_MATCH);
        if (absence || !match) {
          needed.add(CREATE);
        }
        if (match || !absence) {
          needed.add(UPDATE);
        }
      }
      default -> {}
    }
    if (forces(request)) {
      needed.add(FORCE);
    }
    // The answer to a change can show content that the caller did not send.
    return Preferences.wantsRepresentation(request) ? needed.add(READ).build() : needed.build();
  }

  private static boolean has(ContainerRequestContext request, String field) {
    return request.getHeaders().containsKey(field);
  }

  private static boolean forces(ContainerRequestContext request) {
    List<String> lines = request.getHeaders().get(HttpHeaders.IF_MATCH);
    boolean safe = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    // POST is about the collection: its If-Match: * changes no version (row C7).
    return !safe
        && !request.getMethod().equals("POST")
        && lines != null
        && lines.stream().anyMatch(line -> line.strip().equals("*"));
  }
}
