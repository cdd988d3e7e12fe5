package dev.etagere.server.grant;

import java.util.Locale;

/** What may be done with the resources of a collection. */
public enum Permission {
  /** Read resources and lists. */
  READ,
  /** Create resources. */
  CREATE,
  /** Replace and patch resources. */
  UPDATE,
  /** Delete resources. */
  DELETE,
  /** Change or delete whatever version there is, by {@code If-Match: *}. */
  FORCE,
  /** All that, with what others have created too, where callers see only their own. */
  OTHERS;

  /** The word in the configuration and in answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
