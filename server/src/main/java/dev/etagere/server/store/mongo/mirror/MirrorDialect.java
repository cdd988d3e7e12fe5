package dev.etagere.server.store.mongo.mirror;

import org.bson.Document;

/** Which BSON a server can store in the mirror. */
public enum MirrorDialect {
  /** All of it: MongoDB, and servers that keep to it. */
  FULL,

  /**
   * No array within an array and no Decimal128: FerretDB 1 refuses the first as a write error, and
   * drops the connection at the second, which would make every such write an unknown outcome.
   */
  NARROW;

  /** Reads a server's answer to {@code buildInfo}. */
  public static MirrorDialect of(Document buildInfo) {
    // FerretDB 2 names itself in another field and stores BSON as MongoDB does.
    return buildInfo.get("ferretdbVersion") instanceof String version && version.startsWith("v1.")
        ? NARROW
        : FULL;
  }
}
