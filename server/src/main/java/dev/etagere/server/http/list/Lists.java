package dev.etagere.server.http.list;

import com.google.common.collect.ImmutableSet;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.request.Target;
import dev.etagere.server.precondition.EntityTag;
import dev.etagere.server.precondition.EntityTags;
import dev.etagere.server.precondition.Preconditions;
import dev.etagere.server.query.Count;
import dev.etagere.server.query.Page;
import dev.etagere.server.query.PageQuery;
import dev.etagere.server.query.walk.TooManyAlikeException;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.service.ResourceService;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Answers a GET of a collection. */
public final class Lists {
  /** The query parameters that are known. */
  public static final ImmutableSet<String> PARAMETERS = ListRequest.PARAMETERS;

  /** How many items a page has where nothing was asked for. */
  public static final int DEFAULT_LIMIT = ListRequest.DEFAULT_LIMIT;

  /** The most items that may be asked for. */
  public static final int MAX_LIMIT = ListRequest.MAX_LIMIT;

  /** The most members that may be chosen to be shown. */
  public static final int MAX_FIELDS = Projection.MAX_FIELDS;

  /** The media type of a whole list, one item a line. */
  public static final MediaType LINES = MediaType.valueOf("application/x-ndjson");

  private static final int PAGE_OF_LINES = 1000;

  private final ResourceService service;
  private final CollectionPolicy policy;
  private final ListRequest request;

  /**
   * Reads what is asked for.
   *
   * @param service of the target's owner
   * @throws ProblemException if that cannot be taken
   */
  public Lists(
      ResourceService service,
      Target target,
      CollectionPolicy policy,
      MultivaluedMap<String, String> query) {
    this.service = service;
    this.policy = policy;
    this.request = new ListRequest(target, policy, query);
  }

  /**
   * The page.
   *
   * @throws ProblemException if the order cannot be had
   */
  public Response page(Preconditions preconditions) {
    PageQuery query = request.page();
    boolean counted = request.wantsCount();
    Page page = ordered(() -> service.page(request.collection(), query));
    Count count = counted ? service.count(request.collection(), request.filter()) : null;
    PageAnswer answer = new PageAnswer(request, query, page, count);
    EntityTag tag = answer.entityTag();
    EntityTags known = preconditions.ifNoneMatch();
    boolean notModified =
        known instanceof EntityTags.Any
            || (known instanceof EntityTags.Listed listed && listed.containWeakly(tag));
    Response.ResponseBuilder response =
        notModified
            ? Response.notModified()
            : Response.ok(
                    answer.content(new Items(service, request, policy)),
                    MediaType.APPLICATION_JSON_TYPE)
                .header("Accept-Ranges", "none");
    if (!answer.links().isEmpty() && !notModified) {
      response.header(HttpHeaders.LINK, answer.links());
    }
    return response
        .header(HttpHeaders.ETAG, tag.toString())
        .header(HttpHeaders.CACHE_CONTROL, policy.cacheControl())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  /** The whole list, one item a line. */
  public Response lines() {
    PageQuery first = request.all(PAGE_OF_LINES);
    // What cannot be had is told before the answer begins.
    Page page = ordered(() -> service.page(request.collection(), first));
    Items items = new Items(service, request, policy);
    return Response.ok(new Lines(service, request, first, page, items), LINES)
        .header("Accept-Ranges", "none")
        .header(HttpHeaders.CACHE_CONTROL, policy.cacheControl())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  private static <T> T ordered(Supplier<T> read) {
    try {
      return read.get();
    } catch (TooManyAlikeException e) {
      throw ProblemException.badRequest(
          e.getMessage()
              + " Begin the sort with a member that has more different values, or narrow the"
              + " filter.");
    }
  }
}
