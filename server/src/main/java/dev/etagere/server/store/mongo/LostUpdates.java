package dev.etagere.server.store.mongo;

import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.mongo.mirror.MirrorDialect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps servers out that break the first promise of a store: a compare-and-set that is none. */
final class LostUpdates {
  private static final Logger LOG = LoggerFactory.getLogger(LostUpdates.class);

  /** A system property: {@code true} accepts such a server, for trials. */
  static final String DANGEROUS_PROPERTY = "etagere.dangerous.allowLostUpdates";

  private LostUpdates() {}

  /**
   * Refuses a server that reads and writes in separate steps. Measured on FerretDB 1.24.2 with
   * SQLite: of two writers that name the same version, both succeeded in 184 of 486 updates.
   *
   * @throws StoreOpenException if it is one, and the property does not allow it
   */
  static void refuse(MirrorDialect dialect, String description) {
    if (dialect != MirrorDialect.NARROW) {
      return;
    }
    if (!Boolean.getBoolean(DANGEROUS_PROPERTY)) {
      throw new StoreOpenException(
          "%s is FerretDB 1, whose updates are not atomic: of several writers that name the same version more than one can succeed, and changes get lost. Use MongoDB, or the embedded store; for trials, start Java with -D%s=true."
              .formatted(description, DANGEROUS_PROPERTY),
          null);
    }
    LOG.warn(
        "{} is FerretDB 1, whose updates are not atomic: changes get lost. {} allows it",
        description,
        DANGEROUS_PROPERTY);
  }
}
