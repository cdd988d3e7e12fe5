package dev.etagere.client;

import dev.etagere.client.key.IdempotencyKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one call wants otherwise than its client.
 *
 * @param key the key of the change, instead of a new one; the same key with the same request is the
 *     same change, also after a crash
 * @param deadline for the whole call, instead of the policy's
 */
public record CallOptions(@Nullable IdempotencyKey key, @Nullable Duration deadline) {
  /** Nothing otherwise. */
  public static final CallOptions DEFAULT = new CallOptions(null, null);

  /** With this key. */
  public static CallOptions key(IdempotencyKey key) {
    return new CallOptions(key, null);
  }

  /** With this deadline, counted from the call. */
  public static CallOptions deadline(Duration deadline) {
    return new CallOptions(null, deadline);
  }

  /** The same with this deadline. */
  public CallOptions withDeadline(Duration other) {
    return new CallOptions(key, other);
  }

  IdempotencyKey keyOrNew() {
    return key == null ? IdempotencyKey.random() : key;
  }

  void requireNoKey() {
    if (key != null) {
      throw new IllegalArgumentException(
          "An update takes no key: each of its rounds is another change. Keep what is to be"
              + " written together with a key, and put it.");
    }
  }

  Duration deadlineOr(Duration usual) {
    return deadline == null ? usual : deadline;
  }
}
