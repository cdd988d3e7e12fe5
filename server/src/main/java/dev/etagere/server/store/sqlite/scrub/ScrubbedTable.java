package dev.etagere.server.store.sqlite.scrub;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.store.DamagedResourceException;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A table to be checked, with the columns {@code rid} and {@code key} and an index over the latter.
 *
 * @param collection whose resources it holds
 * @param name of the table; that of its index ends in {@code _key}
 * @param columns what the check of a row reads, {@code key} among them, separated by commas
 * @param check of one row
 */
public record ScrubbedTable(
    CollectionName collection, String name, String columns, RowCheck check) {
  /** Tells whether a row is what was written. */
  public interface RowCheck {
    /**
     * Checks the row under the cursor, which has the columns in their order.
     *
     * @return how many bytes its content has
     * @throws DamagedResourceException if it is not what was written, with a text for people
     */
    long check(ResultSet row) throws SQLException;
  }

  String keyIndex() {
    return name + "_key";
  }
}
