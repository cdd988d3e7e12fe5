package dev.etagere.server.store.mongo;

import dev.etagere.server.query.walk.TooManyAlikeException;
import dev.etagere.server.store.StoreException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls of the driver, whose failures become those of the store. */
final class Calls {
  private Calls() {}

  /** Reads; what fails has changed nothing. */
  static <T extends @Nullable Object> T read(String operation, Supplier<T> call) {
    try {
      return call.get();
    } catch (StoreException | TooManyAlikeException e) {
      throw e;
    } catch (RuntimeException e) {
      throw FailureMapping.ofRead(operation, e);
    }
  }

  /** Writes; what fails may have changed something, and is told apart by whether it was sent. */
  static <T> T write(String operation, Supplier<T> call) {
    try (SentWrites.Watch watch = SentWrites.watch()) {
      try {
        return call.get();
      } catch (StoreException e) {
        throw e;
      } catch (RuntimeException e) {
        throw FailureMapping.ofWrite(operation, e, watch);
      }
    }
  }
}
