package dev.etagere.server.store.mongo;

/** The names of the stored document's members: other readers rely on them. */
final class Field {
  static final String ID = "_id";

  /** The form of the document, so that a newer server can still read what an older one wrote. */
  static final String SCHEMA = "schema";

  static final String VERSION = "version";
  static final String INCARNATION = "incarnation";
  static final String CONTENT = "content";
  static final String DIGEST = "digest";
  static final String MADE_BY = "madeBy";
  static final String BODY = "body";
  static final String CREATED_AT = "createdAt";
  static final String MODIFIED_AT = "modifiedAt";

  /** Present on a tombstone only: that is what makes it one. */
  static final String DELETED_AT = "deletedAt";

  static final String PURGE_AT = "purgeAt";

  /** The keyed requests that the resource remembers; see {@link LedgerFormat}. */
  static final String LEDGER = "ledger";

  static final String LEDGER_WRITES = "ledgerWrites";

  /** The keyed POST that created the resource. */
  static final String ORIGIN = "origin";

  private Field() {}
}
