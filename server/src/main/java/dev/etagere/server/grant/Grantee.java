package dev.etagere.server.grant;

import java.util.Optional;

/** Whom a grant is for. */
public sealed interface Grantee {
  /** Whether the grant is for this caller. */
  boolean includes(Caller caller);

  /** Everybody, without a credential too. */
  record Anyone() implements Grantee {
    @Override
    public boolean includes(Caller caller) {
      return true;
    }
  }

  /** Everybody who has proved to be somebody. */
  record Authenticated() implements Grantee {
    @Override
    public boolean includes(Caller caller) {
      return !caller.isAnonymous();
    }
  }

  /**
   * One caller.
   *
   * @param id as {@link Caller#id} has it
   */
  record Named(String id) implements Grantee {
    @Override
    public boolean includes(Caller caller) {
      return caller.id().equals(id);
    }
  }

  /**
   * Those of whom a token says something.
   *
   * @param claim the name of the claim
   * @param value its value, or one of them
   */
  record WithClaim(String claim, String value) implements Grantee {
    @Override
    public boolean includes(Caller caller) {
      return caller.claim(claim).contains(value);
    }
  }

  /**
   * Reads {@code anyone}, {@code authenticated}, {@code key:NAME}, {@code jwt:SUBJECT} or {@code
   * claim:NAME=VALUE}; empty for anything else.
   */
  static Optional<Grantee> parse(String text) {
    if (text.equals("anyone")) {
      return Optional.of(new Anyone());
    } else if (text.equals("authenticated")) {
      return Optional.of(new Authenticated());
    } else if (text.matches("(?:key|jwt):.+")) {
      return Optional.of(new Named(text));
    } else if (text.matches("claim:[^=]+=.+")) {
      int equals = text.indexOf('=');
      return Optional.of(
          new WithClaim(text.substring("claim:".length(), equals), text.substring(equals + 1)));
    }
    return Optional.empty();
  }
}
