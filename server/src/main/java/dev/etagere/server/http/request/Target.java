package dev.etagere.server.http.request;

import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Owner;
import dev.etagere.server.resource.ResourceId;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request is about.
 *
 * @param collection a declared collection
 * @param id the resource in it, null if the request is about the collection itself
 * @param owner for whom the collection holds nothing but its own, null if the caller sees all
 */
public record Target(CollectionName collection, @Nullable ResourceId id, @Nullable Owner owner) {
  private static final String PREFIX = "/v1/";
  private static final String PROPERTY = Target.class.getName();

  /**
   * The collection as it stands in a raw path that may be a resource's: empty for the path of a
   * collection, and for any other.
   */
  public static Optional<String> collectionOfResource(String path) {
    int end = path.startsWith(PREFIX) ? path.indexOf('/', PREFIX.length()) : -1;
    return end < 0 ? Optional.empty() : Optional.of(path.substring(PREFIX.length(), end));
  }

  Target(CollectionName collection, @Nullable ResourceId id) {
    this(collection, id, null);
  }

  /**
   * Narrows the target of a request to what an owner has.
   *
   * @throws ProblemException if no resource of an owner can have the id
   */
  public static void narrow(ContainerRequestContext request, Owner owner) {
    Target all = of(request);
    if (all.id != null && owner.stored(all.id).isEmpty()) {
      throw ProblemException.badRequest(
          "In this collection an id has at most " + Owner.MAX_ID_LENGTH + " characters.");
    }
    new Target(all.collection, all.id, owner).putInto(request);
  }

  /** Keeps the target with the request. */
  void putInto(ContainerRequestContext request) {
    request.setProperty(PROPERTY, this);
  }

  /** Whether a request has a target; one for the explanation of a problem has none. */
  public static boolean isIn(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) != null;
  }

  /** The target of a request that {@link TargetFilter} let pass. */
  public static Target of(ContainerRequestContext request) {
    return (Target) Objects.requireNonNull(request.getProperty(PROPERTY), "TargetFilter not run");
  }

  /** The id of a request about a resource. */
  public ResourceId resource() {
    return Objects.requireNonNull(id, "this target is a collection");
  }

  /** The one URL path of a resource in this collection. */
  public String pathOf(ResourceId resource) {
    return PREFIX + collection.value() + "/" + resource.value();
  }
}
