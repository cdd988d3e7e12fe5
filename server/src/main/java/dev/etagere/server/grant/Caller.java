package dev.etagere.server.grant;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;

/**
 * Who sent a request.
 *
 * @param kind how the caller proved it
 * @param name the name of an API key's owner, or the subject of a token; empty for nobody
 * @param claims what a token says of its subject: texts, and lists of texts one by one
 */
public record Caller(Kind kind, String name, ImmutableSetMultimap<String, String> claims) {
  /** How a caller proved who it is. */
  public enum Kind {
    /** Not at all. */
    ANONYMOUS,
    /** By an API key. */
    KEY,
    /** By a JSON Web Token. */
    JWT
  }

  /** Somebody who did not say. */
  public static final Caller ANONYMOUS = new Caller(Kind.ANONYMOUS, "", ImmutableSetMultimap.of());

  /** The owner of an API key. */
  public static Caller ofKey(String name) {
    return new Caller(Kind.KEY, name, ImmutableSetMultimap.of());
  }

  /** Whether this is nobody in particular. */
  public boolean isAnonymous() {
    return kind == Kind.ANONYMOUS;
  }

  /** The one text for this caller: {@code key:ann}, {@code jwt:4711}, or {@code anonymous}. */
  public String id() {
    return switch (kind) {
      case ANONYMOUS -> "anonymous";
      case KEY -> "key:" + name;
      case JWT -> "jwt:" + name;
    };
  }

  /** The values of a claim, none if it is not there. */
  public ImmutableSet<String> claim(String claim) {
    return claims.get(claim);
  }
}
