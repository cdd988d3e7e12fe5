package dev.etagere.server.store.sqlite.member;

import com.google.common.collect.BoundType;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Range;
import dev.etagere.server.query.Entry;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.query.walk.Span;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.Version;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statement that reads a span of an index. The index is named in it ({@code INDEXED BY}), so
 * that SQLite refuses the statement rather than read or sort the whole table. Only where the index
 * of changes is not made yet it does that.
 */
public final class IndexQuery {
  private static final int OWN_COLUMNS = 5;

  private final Span span;
  private final MemberColumns columns;
  private final List<MemberPath> members;
  private final boolean changes;

  /**
   * Makes a statement.
   *
   * @param fields whose keys the entries need
   * @param changes whether there is a {@link ChangesIndex}
   */
  public IndexQuery(Span span, MemberColumns columns, Set<QueryField> fields, boolean changes) {
    this.span = span;
    this.columns = columns;
    this.changes = changes;
    this.members =
        fields.stream()
            .filter(QueryField.Member.class::isInstance)
            .map(field -> ((QueryField.Member) field).path())
            .sorted()
            .toList();
  }

  /** Its text, with {@code doc_N} and {@code keys_N} for the tables. */
  public String sql() {
    String direction = span.descending() ? " DESC" : "";
    String keys =
        members.stream().map(member -> ", k." + column(member)).collect(Collectors.joining());
    return "SELECT d.key, d.version, d.inc, d.created, d.changed"
        + keys
        + " FROM "
        + tables()
        + " WHERE d.state=1"
        + conditions()
        + " ORDER BY "
        + (isById() ? "" : key() + direction + ", ")
        + id()
        + direction
        + " LIMIT ?";
  }

  /** CROSS JOIN keeps the tables in this order; without it SQLite may choose the other one. */
  private String tables() {
    if (span.field() instanceof QueryField.Member member) {
      String index = MemberTables.index(number(member.path()));
      return "keys_N k INDEXED BY " + index + " CROSS JOIN doc_N d ON d.rid=k.rid";
    }
    String index =
        switch ((QueryField.Own) span.field()) {
          case ID -> "INDEXED BY doc_N_live";
          case CREATED_AT -> "INDEXED BY doc_N_created";
          case MODIFIED_AT -> changes ? "INDEXED BY " + ChangesIndex.NAME : "NOT INDEXED";
        };
    String join = members.isEmpty() ? "" : " CROSS JOIN keys_N k ON k.rid=d.rid";
    return "doc_N d " + index + join;
  }

  private String conditions() {
    Range<String> keys = span.keys();
    StringBuilder conditions = new StringBuilder();
    if (isOneKey()) {
      conditions.append(" AND ").append(key()).append("=?");
    } else {
      if (keys.hasLowerBound()) {
        boolean closed = keys.lowerBoundType() == BoundType.CLOSED;
        conditions.append(" AND ").append(key()).append(closed ? ">=?" : ">?");
      }
      if (keys.hasUpperBound()) {
        boolean closed = keys.upperBoundType() == BoundType.CLOSED;
        conditions.append(" AND ").append(key()).append(closed ? "<=?" : "<?");
      }
    }
    if (span.beyond() != null) {
      conditions.append(" AND ").append(id()).append(span.descending() ? "<?" : ">?");
    }
    return conditions.toString();
  }

  private boolean isOneKey() {
    Range<String> keys = span.keys();
    return keys.hasLowerBound()
        && keys.hasUpperBound()
        && keys.lowerEndpoint().equals(keys.upperEndpoint());
  }

  private boolean isById() {
    return span.field() == QueryField.Own.ID;
  }

  private String id() {
    return span.field() instanceof QueryField.Member ? "k.key" : "d.key";
  }

  private String key() {
    if (span.field() instanceof QueryField.Member member) {
      return "k." + column(member.path());
    }
    return switch ((QueryField.Own) span.field()) {
      case ID -> "d.key";
      case CREATED_AT -> "d.created";
      case MODIFIED_AT -> "d.changed";
    };
  }

  private String column(MemberPath member) {
    return MemberColumns.name(number(member));
  }

  private int number(MemberPath member) {
    Integer number = columns.numbers().get(member);
    if (number == null) {
      throw new IllegalArgumentException("the member " + member + " is not declared");
    }
    return number;
  }

  /** Sets the parameters of the statement. */
  public void bind(PreparedStatement statement, int limit) throws SQLException {
    Range<String> keys = span.keys();
    int place = 1;
    if (keys.hasLowerBound()) {
      bind(statement, place++, keys.lowerEndpoint());
    }
    if (keys.hasUpperBound() && !isOneKey()) {
      bind(statement, place++, keys.upperEndpoint());
    }
    if (span.beyond() != null) {
      statement.setString(place++, span.beyond().value());
    }
    statement.setInt(place, limit);
  }

  private void bind(PreparedStatement statement, int place, String key) throws SQLException {
    if (span.field().isTime()) {
      statement.setLong(place, Long.parseLong(key));
    } else {
      statement.setString(place, key);
    }
  }

  /**
   * Reads the row under the cursor.
   *
   * @throws IllegalArgumentException if it has impossible values
   */
  public Entry entry(ResultSet row) throws SQLException {
    ImmutableMap.Builder<MemberPath, String> keys = ImmutableMap.builder();
    for (int i = 0; i < members.size(); i++) {
      keys.put(members.get(i), String.valueOf(row.getString(OWN_COLUMNS + 1 + i)));
    }
    return new Entry(
        new ResourceId(String.valueOf(row.getString(1))),
        new Version(row.getLong(2), row.getLong(3)),
        Instant.ofEpochMilli(row.getLong(4)),
        Instant.ofEpochMilli(row.getLong(5)),
        keys.buildOrThrow());
  }
}
