package dev.etagere.server.store.sqlite;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.store.DamagedResourceException;
import dev.etagere.server.store.StoreException;
import dev.etagere.server.store.StoreUnavailableException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** What SQLite's result codes mean for a caller. */
final class Failures {
  private Failures() {}

  private static boolean is(@Nullable Throwable failure, SQLiteErrorCode... codes) {
    if (failure instanceof SQLException sql) {
      for (SQLiteErrorCode code : codes) {
        // The low byte is the primary code, whatever the extended one says.
        if ((sql.getErrorCode() & 0xff) == code.code) {
          return true;
        }
      }
    }
    return false;
  }

  static boolean isFull(Throwable failure) {
    return is(failure, SQLiteErrorCode.SQLITE_FULL);
  }

  static boolean isDamage(Throwable failure) {
    return is(failure, SQLiteErrorCode.SQLITE_CORRUPT, SQLiteErrorCode.SQLITE_NOTADB);
  }

  /** Whether the statement failed alone and left its transaction as it was. */
  static boolean isOfStatementOnly(Throwable failure) {
    return is(failure, SQLiteErrorCode.SQLITE_CONSTRAINT, SQLiteErrorCode.SQLITE_TOOBIG);
  }

  /** What a failed read means. */
  static StoreException reading(String subject, SQLException failure) {
    if (isDamage(failure)) {
      return damaged(subject, failure.getMessage(), failure);
    }
    return new StoreUnavailableException(
        "Cannot read " + subject + ": " + failure.getMessage(), failure);
  }

  static String subject(CollectionName collection, String id) {
    return "resource '" + id + "' in collection '" + collection + "'";
  }

  static DamagedResourceException damaged(
      String subject, @Nullable String reason, @Nullable Throwable cause) {
    return new DamagedResourceException(
        "The stored "
            + subject
            + " is damaged: "
            + reason
            + ". It is neither served nor changed. Check the disk, keep a copy of the store"
            + " folder, and restore the resource from a backup.",
        cause);
  }
}
