package dev.etagere.server.store.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import java.util.Set;

/**
 * The server's error codes that matter here, of MongoDB's {@code error_codes.yml}. A code that is
 * not known proves nothing.
 */
final class ServerRefusal {
  static final int DUPLICATE_KEY = 11000;
  static final int UNAUTHORIZED = 13;
  static final int INDEX_OPTIONS_CONFLICT = 85;
  static final int INDEX_KEY_SPECS_CONFLICT = 86;
  static final int NOT_IMPLEMENTED = 238;

  /** OutOfDiskSpace. */
  private static final Set<Integer> FULL = Set.of(14031);

  /** BSONObjectTooLarge, and the older codes of a document that an update made too large. */
  private static final Set<Integer> TOO_LARGE = Set.of(10334, 17419, 17420);

  /** NotWritablePrimary, NotPrimaryNoSecondaryOk, NotPrimaryOrSecondary: refused at the door. */
  private static final Set<Integer> NOT_PRIMARY = Set.of(10107, 13435, 13436);

  /**
   * BadValue, FailedToParse, Unauthorized, TypeMismatch, InvalidNamespace, IllegalOperation,
   * CommandNotFound, InvalidOptions, CommandNotSupported, DocumentValidationFailure,
   * NotImplemented, AtlasError: checked before anything is written.
   */
  private static final Set<Integer> REFUSED =
      Set.of(2, 9, UNAUTHORIZED, 14, 73, 20, 59, 72, 115, 121, NOT_IMPLEMENTED, 8000);

  /**
   * Codes with which a server, in or out of an election, shutting down, or over its time limit,
   * answers a read.
   */
  private static final Set<Integer> PASSING =
      Set.of(6, 7, 50, 89, 91, 133, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436);

  private ServerRefusal() {}

  /** Whether a command that failed so has certainly written nothing. */
  static boolean isCertain(MongoCommandException e) {
    return isNotPrimary(e)
        || REFUSED.contains(e.getCode())
        || isFull(e.getCode())
        || isTooLarge(e.getCode());
  }

  /** Whether the server did nothing because it is not, or no longer, the primary. */
  static boolean isNotPrimary(MongoCommandException e) {
    // The server sets this label if an election cut a command off before its first write.
    return NOT_PRIMARY.contains(e.getCode()) || e.hasErrorLabel("NoWritesPerformed");
  }

  static boolean isFull(int code) {
    return FULL.contains(code);
  }

  static boolean isTooLarge(int code) {
    return TOO_LARGE.contains(code);
  }

  /** Whether a read that failed so may succeed when it is tried again. */
  static boolean isPassing(MongoException e) {
    return PASSING.contains(e.getCode());
  }
}
