package dev.etagere.server.ledger;

import dev.etagere.server.resource.Version;
import java.time.Instant;
import java.util.Arrays;

/**
 * A request that was done, and what is needed to answer it again.
 *
 * @param key who sent which key
 * @param fingerprint what was asked for
 * @param result what was answered
 * @param version the version that the answer named
 * @param modifiedAt when that version was made, to the millisecond
 * @param at when the request was done, to the millisecond
 */
public record LedgerEntry(
    KeyHash key,
    Fingerprint fingerprint,
    Result result,
    Version version,
    Instant modifiedAt,
    Instant at) {

  /** What a request came to. Stored by its {@link #code}. */
  public enum Result {
    /** 201, with Location and entity tag. */
    CREATED(1),
    /** 204 or 200, with the entity tag: replaced, patched, or unchanged as it was already so. */
    CHANGED(2),
    /** 204: deleted. */
    DELETED(3);

    private final int code;

    Result(int code) {
      this.code = code;
    }

    /** The number that stands for it where it is stored. */
    public int code() {
      return code;
    }

    /**
     * The result that is stored as a number.
     *
     * @throws IllegalArgumentException if none is
     */
    public static Result ofCode(int code) {
      return Arrays.stream(values())
          .filter(result -> result.code == code)
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no result is stored as " + code));
    }
  }
}
