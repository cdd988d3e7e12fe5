package dev.etagere.client.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 412: the resource is not in the version that the request named (RFC 9110 §15.5.13). Nothing was
 * changed by this call.
 */
public final class ConflictException extends EtagereException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String currentETag;

  /** For the client itself. */
  public ConflictException(Request request, @Nullable String currentETag) {
    super("The resource is in another version than the request names.", request, null);
    this.currentETag = currentETag;
  }

  /** The entity tag of the current version, if there is one and the server told it. */
  public Optional<String> currentETag() {
    return Optional.ofNullable(currentETag);
  }
}
