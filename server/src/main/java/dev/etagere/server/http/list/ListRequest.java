package dev.etagere.server.http.list;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.UrlEscapers;
import com.google.common.primitives.Ints;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.problem.ProblemType;
import dev.etagere.server.http.request.Target;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.Order;
import dev.etagere.server.query.PageQuery;
import dev.etagere.server.query.Position;
import dev.etagere.server.query.rsql.FilterParser;
import dev.etagere.server.query.rsql.InvalidQueryException;
import dev.etagere.server.query.rsql.KnownFields;
import dev.etagere.server.query.rsql.OrderParser;
import dev.etagere.server.query.walk.Plan;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What a GET of a collection asks for. */
final class ListRequest {
  static final ImmutableSet<String> PARAMETERS =
      ImmutableSet.of("filter", "sort", "limit", "after", "before", "fields", "count");
  static final int DEFAULT_LIMIT = 50;
  static final int MAX_LIMIT = 1000;

  private final CollectionName collection;
  private final MultivaluedMap<String, String> query;
  private final Filter filter;
  private final Order order;
  private final int limit;
  private final @Nullable Projection projection;
  private final PageToken tokens;

  /**
   * Reads the query parameters.
   *
   * @throws ProblemException if one cannot be taken
   */
  ListRequest(Target target, CollectionPolicy policy, MultivaluedMap<String, String> query) {
    this.collection = target.collection();
    this.query = query;
    KnownFields known = new KnownFields(policy.query());
    Filter parsed = parsed("filter", known, FilterParser::parse);
    this.filter = parsed == null ? Filter.ALL : parsed;
    Order asked = parsed("sort", known, OrderParser::parse);
    // What one owner has is found along the ids only.
    this.order = target.owner() == null ? Plan.order(filter, asked) : Plan.orderOfOwn(asked);
    this.limit = limit(query.getFirst("limit"));
    String fields = query.getFirst("fields");
    this.projection = fields == null ? null : Projection.parse(fields);
    this.tokens = new PageToken(list(), order.by().size());
  }

  private <T> @Nullable T parsed(
      String parameter, KnownFields known, BiFunction<String, KnownFields, T> parser) {
    String text = query.getFirst(parameter);
    if (text == null) {
      return null;
    }
    try {
      return parser.apply(text, known);
    } catch (InvalidQueryException e) {
      Problem problem =
          Problem.of(ProblemType.BAD_REQUEST, e)
              .with("parameter", parameter)
              .with("position", e.position());
      throw new ProblemException(
          e.allowed().isEmpty() ? problem : problem.with("allowed", e.allowed()));
    }
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    Integer limit = Ints.tryParse(text);
    if (limit == null || limit < 1 || limit > MAX_LIMIT) {
      throw ProblemException.badRequest(
          "The query parameter 'limit' is a whole number from 1 to " + MAX_LIMIT + ".");
    }
    return limit;
  }

  /** What two lists differ in whose positions mean different things. */
  private String list() {
    StringBuilder list = new StringBuilder(collection.value());
    for (Order.By by : order.by()) {
      list.append(by.descending() ? " -" : " ").append(by.field().label());
    }
    String text = query.getFirst("filter");
    return list.append('\n').append(text == null ? "" : text).toString();
  }

  CollectionName collection() {
    return collection;
  }

  Filter filter() {
    return filter;
  }

  @Nullable Projection projection() {
    return projection;
  }

  /**
   * The whole list in pages of a size.
   *
   * @throws ProblemException if the request asks for a part
   */
  PageQuery all(int size) {
    for (String part : List.of("limit", "after", "before", "count")) {
      if (query.containsKey(part)) {
        throw ProblemException.badRequest(
            "The query parameter '"
                + part
                + "' is for pages, and application/x-ndjson is the whole list. Leave it out, or ask"
                + " for application/json.");
      }
    }
    return PageQuery.first(filter, order, size);
  }

  /**
   * The page that is asked for.
   *
   * @throws ProblemException if the token is none
   */
  PageQuery page() {
    PageQuery first = PageQuery.first(filter, order, limit);
    String after = query.getFirst("after");
    String before = query.getFirst("before");
    if (after != null && before != null) {
      throw ProblemException.badRequest(
          "The query parameters 'after' and 'before' exclude each other.");
    } else if (after != null) {
      return first.after(position("after", after));
    }
    return before == null ? first : first.before(position("before", before));
  }

  private Position position(String parameter, String token) {
    return tokens
        .read(token)
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "The query parameter '"
                        + parameter
                        + "' is no page token of this list: take it from 'next' or 'prev' of a page"
                        + " with the same filter and sort."));
  }

  /**
   * Whether the number of all resources is asked for.
   *
   * @throws ProblemException if that is not clear
   */
  boolean wantsCount() {
    String count = query.getFirst("count");
    if (count != null && !count.equals("true") && !count.equals("false")) {
      throw ProblemException.badRequest("The query parameter 'count' is true or false.");
    }
    return "true".equals(count);
  }

  /** The URL of the page beyond an entry, or before it. */
  String url(String parameter, Position position) {
    StringBuilder url =
        new StringBuilder("/v1/").append(collection).append("?limit=").append(limit);
    for (String kept : List.of("filter", "sort", "fields", "count")) {
      String value = query.getFirst(kept);
      if (value != null) {
        String escaped = UrlEscapers.urlFormParameterEscaper().escape(value);
        url.append('&').append(kept).append('=').append(escaped);
      }
    }
    return url.append('&').append(parameter).append('=').append(tokens.of(position)).toString();
  }

  Order order() {
    return order;
  }
}
