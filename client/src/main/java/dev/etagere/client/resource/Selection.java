package dev.etagere.client.resource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Which members of a collection are listed, and in which order; both as Etagere's page on queries
 * writes them.
 *
 * @param filter like {@code status==open;total=gt=100}; null for all
 * @param sort like {@code -modifiedAt,total}; null for the order that the server chooses
 */
public record Selection(@Nullable String filter, @Nullable String sort) {
  /** All members. */
  public static final Selection ALL = new Selection(null, null);

  /** The members that pass a filter. */
  public static Selection filter(String filter) {
    return new Selection(filter, null);
  }

  /** The same in an order. */
  public Selection sortedBy(String order) {
    return new Selection(filter, order);
  }

  /** As parameters of a URL, each with an ampersand in front. */
  public String toQuery() {
    return parameter("filter", filter) + parameter("sort", sort);
  }

  private static String parameter(String name, @Nullable String value) {
    return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
