package dev.etagere.server.query.rsql;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.etagere.server.query.Order;
import dev.etagere.server.query.QueryField;
import java.util.HashSet;
import java.util.Set;

/** Reads an order: names with commas between them, those with a minus in front descending. */
public final class OrderParser {
  /** The most fields of an order. */
  public static final int MAX_FIELDS = 4;

  private static final int MAX_LENGTH = 2_000;
  private static final Splitter COMMA = Splitter.on(',');

  private OrderParser() {}

  /**
   * Reads an order.
   *
   * @throws InvalidQueryException if it is none of these fields
   */
  public static Order parse(String text, KnownFields fields) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidQueryException("The sort is too long.", MAX_LENGTH);
    }
    ImmutableList.Builder<Order.By> by = ImmutableList.builder();
    Set<QueryField> seen = new HashSet<>();
    int position = 0;
    for (String part : COMMA.split(text)) {
      boolean descending = part.startsWith("-");
      QueryField field = fields.get(descending ? part.substring(1) : part, position);
      if (!seen.add(field)) {
        throw new InvalidQueryException("The sort names '" + field.label() + "' twice.", position);
      } else if (seen.size() > MAX_FIELDS) {
        throw new InvalidQueryException(
            "The sort has more than " + MAX_FIELDS + " members.", position);
      }
      by.add(new Order.By(field, descending));
      position += part.length() + 1;
    }
    return new Order(by.build());
  }
}
