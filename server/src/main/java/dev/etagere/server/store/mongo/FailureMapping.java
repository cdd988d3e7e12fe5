package dev.etagere.server.store.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import dev.etagere.server.store.StoreException;
import dev.etagere.server.store.StoreFullException;
import dev.etagere.server.store.StoreUnavailableException;
import dev.etagere.server.store.UnknownOutcomeException;
import org.bson.BsonMaximumSizeExceededException;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a failure of the driver means: nothing done, or unknown. Messages name the kind of
 * failure only, since the server's text may quote documents.
 */
final class FailureMapping {
  private FailureMapping() {}

  /** Whether an insert failed because something is stored under its id. */
  static boolean isDuplicateKey(MongoWriteException e) {
    return e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
  }

  /** The failure of a read: it changed nothing in any case. */
  static StoreException ofRead(String operation, RuntimeException e) {
    return isPassing(e)
        ? unavailable(operation, e)
        : new StoreException(operation + " failed: " + kind(e), cause(e));
  }

  /**
   * The failure of a write.
   *
   * @param sent what is known of its tries
   */
  static StoreException ofWrite(String operation, RuntimeException e, SentWrites.Watch sent) {
    if (e instanceof MongoWriteException refused && !sent.mayHaveBeenWrittenBefore()) {
      return ofWriteError(operation, refused);
    }
    if (e instanceof MongoWriteConcernException || sent.mayHaveBeenWritten()) {
      return new UnknownOutcomeException(
          operation
              + " was sent to MongoDB and not confirmed by a majority, so that it may or may not"
              + " have been written: "
              + kind(e),
          cause(e));
    }
    if (isPassing(e) || (e instanceof MongoCommandException c && ServerRefusal.isNotPrimary(c))) {
      return unavailable(operation, e);
    }
    int code = e instanceof MongoException m ? m.getCode() : 0;
    if (e instanceof BsonMaximumSizeExceededException
        || ServerRefusal.isFull(code)
        || ServerRefusal.isTooLarge(code)) {
      return full(operation, e);
    }
    return new StoreException(operation + " failed, nothing was written: " + kind(e), cause(e));
  }

  /** The server ran the command and says for the one document in it that it was not written. */
  private static StoreException ofWriteError(String operation, MongoWriteException e) {
    int code = e.getError().getCode();
    if (ServerRefusal.isFull(code) || ServerRefusal.isTooLarge(code)) {
      return full(operation, e);
    }
    return new StoreException(
        operation + " was refused by MongoDB, nothing was written: error code " + code, e);
  }

  private static StoreFullException full(String operation, RuntimeException e) {
    return new StoreFullException(
        operation + " found no room, nothing was written: " + kind(e), cause(e));
  }

  private static StoreUnavailableException unavailable(String operation, RuntimeException e) {
    return new StoreUnavailableException(
        operation + " did not reach a MongoDB that serves it: " + kind(e), cause(e));
  }

  private static boolean isPassing(RuntimeException e) {
    return e instanceof MongoTimeoutException
        || e instanceof MongoSocketException
        || e instanceof MongoConnectionPoolClearedException
        || e instanceof MongoServerUnavailableException
        || e instanceof MongoNotPrimaryException
        || e instanceof MongoNodeIsRecoveringException
        || e instanceof MongoExecutionTimeoutException
        || e instanceof MongoCursorNotFoundException
        || e instanceof MongoSecurityException
        || e instanceof MongoInterruptedException
        || (e instanceof MongoException m && ServerRefusal.isPassing(m));
  }

  /** The kind of failure in a few words: driver's class, and the server's code if it sent one. */
  static String kind(RuntimeException e) {
    String kind = e.getClass().getSimpleName();
    return e instanceof MongoException m && m.getCode() > 0
        ? kind + ", error code " + m.getCode()
        : kind;
  }

  /** The driver's text on a failed login names the user: left out. */
  static @Nullable RuntimeException cause(RuntimeException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof MongoSecurityException) {
        return null;
      }
    }
    // A selection that timed out quotes the failures of each server's monitor in its message.
    return e instanceof MongoTimeoutException t
            && String.valueOf(t.getMessage()).contains("MongoSecurityException")
        ? null
        : e;
  }
}
