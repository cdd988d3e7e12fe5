package dev.etagere.server.service;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Runs work that may wait for the store, on a thread that may. */
@FunctionalInterface
public interface Waiting {
  /**
   * Runs it, now or later; throws or fails as the work does, or with a refusal if it was not begun.
   */
  <T> CompletionStage<T> run(Supplier<T> work);
}
