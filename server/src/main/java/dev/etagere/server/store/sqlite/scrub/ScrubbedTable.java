package dev.etagere.server.store.sqlite.scrub;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Content;
import dev.etagere.server.store.DamagedResourceException;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A table to be checked, with the columns {@code rid} and {@code key} and an index over the latter.
 *
 * @param collection whose resources it holds
 * @param number the N of its tables
 * @param columns what the check of a row reads, {@code key} among them, separated by commas
 * @param check of one row
 */
public record ScrubbedTable(
    CollectionName collection, long number, String columns, RowCheck check) {
  /** Tells whether a row is what was written. */
  public interface RowCheck {
    /**
     * Checks the row under the cursor, which has the columns in their order.
     *
     * @return its content; null of a tombstone
     * @throws DamagedResourceException if it is not what was written, with a text for people
     */
    @Nullable Content check(ResultSet row) throws SQLException;
  }

  String name() {
    return "doc_" + number;
  }

  String keyIndex() {
    return name() + "_key";
  }

  String keysName() {
    return "keys_" + number;
  }
}
