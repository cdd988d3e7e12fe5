package dev.etagere.server.store;

import org.jspecify.annotations.Nullable;

/**
 * A remark for the database's own log on the calls that the current thread makes: a store passes it
 * on where its database takes one, and does nothing else with it.
 */
public final class CallComment {
  private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

  private CallComment() {}

  /** Sets it for this thread, until {@link #clear}. */
  public static void set(String comment) {
    CURRENT.set(comment);
  }

  /** Removes it. */
  public static void clear() {
    CURRENT.remove();
  }

  /** The remark of this thread, if there is one. */
  public static @Nullable String current() {
    return CURRENT.get();
  }
}
