package dev.etagere.server.store.sqlite;

import com.google.common.hash.HashCode;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.DamagedResourceException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Moves rows between statements and values, and believes none that fails its checks. */
final class Rows {
  /** What {@link #head} reads. */
  static final String HEAD =
      "key, version, inc, state, created, changed, purge_at, made_by, digest, seal";

  /** What {@link #resource} reads. */
  static final String ALL = HEAD + ", body";

  private static final int LIVE = 1;
  private static final int TOMBSTONE = 2;

  private Rows() {}

  /**
   * Reads the row under the cursor without its content.
   *
   * @throws DamagedResourceException if its seal does not fit
   */
  static RowHead head(CollectionName collection, String key, ResultSet row) throws SQLException {
    RowHead head;
    int state = row.getInt(4);
    try {
      head =
          new RowHead(
              new Version(row.getLong(2), row.getLong(3)),
              state == LIVE,
              row.getLong(5),
              row.getLong(6),
              row.getLong(7),
              HashCode.fromBytes(bytes(row, 8)),
              HashCode.fromBytes(bytes(row, 9)));
    } catch (IllegalArgumentException e) {
      throw damaged(collection, key, "a field has an impossible value", e);
    }
    boolean sound =
        (state == LIVE || state == TOMBSTONE)
            && key.equals(row.getString(1))
            && head.seal(collection, key) == row.getLong(10);
    if (!sound) {
      throw damaged(collection, key, "its fields do not fit its check value", null);
    }
    return head;
  }

  /**
   * Reads the row under the cursor.
   *
   * @throws DamagedResourceException if its seal or its digest does not fit
   */
  static StoredResource resource(CollectionName collection, ResourceId id, ResultSet row)
      throws SQLException {
    RowHead head = head(collection, id.value(), row);
    if (!head.live()) {
      return head.toTombstone(id);
    }
    Content content = Content.wrap(bytes(row, 11));
    if (!content.digest().equals(head.digest())) {
      throw damaged(collection, id.value(), "its content does not fit its SHA-256 digest", null);
    }
    return head.toLive(id, content);
  }

  /** The id of the row under the cursor. */
  static ResourceId id(CollectionName collection, ResultSet row) throws SQLException {
    String key = String.valueOf(row.getString(1));
    return ResourceId.parse(key)
        .orElseThrow(() -> damaged(collection, key, "its id is impossible", null));
  }

  /** Sets version, inc, state, created, changed, purge_at, made_by, digest, seal, from 1 to 9. */
  static void bind(PreparedStatement statement, RowHead head, long seal) throws SQLException {
    statement.setLong(1, head.version().number());
    statement.setLong(2, head.version().incarnation());
    statement.setInt(3, head.live() ? LIVE : TOMBSTONE);
    statement.setLong(4, head.created());
    statement.setLong(5, head.changed());
    statement.setLong(6, head.purgeAt());
    statement.setBytes(7, head.madeBy().asBytes());
    statement.setBytes(8, head.digest().asBytes());
    statement.setLong(9, seal);
  }

  /** Never null: the driver has null for an empty value, and so has a damaged row. */
  private static byte[] bytes(ResultSet row, int column) throws SQLException {
    byte @Nullable [] stored = row.getBytes(column);
    return stored == null ? new byte[0] : stored;
  }

  private static DamagedResourceException damaged(
      CollectionName collection, String key, String reason, @Nullable Throwable cause) {
    return Failures.damaged(Failures.subject(collection, key), reason, cause);
  }
}
