package dev.etagere.server.store.sqlite.scrub;

import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** A way through one table in steps. */
interface Walk {
  /**
   * Checks some more rows.
   *
   * @param connection of this step alone, within a transaction: the driver discards statements that
   *     meet damage, so a step ends there, and the next one goes on behind it
   * @return whether there is more
   * @throws SQLException if the database could not be read for another reason than damage
   */
  boolean step(Connection connection) throws SQLException;

  /**
   * Makes sure that a page is not what SQLite wrote.
   *
   * @throws SQLException the failure itself, if it means something else
   */
  static void requireDamage(SQLException failure) throws SQLException {
    // The low byte is the primary code, whatever the extended one says.
    if ((failure.getErrorCode() & 0xff) != SQLiteErrorCode.SQLITE_CORRUPT.code) {
      throw failure;
    }
  }
}
