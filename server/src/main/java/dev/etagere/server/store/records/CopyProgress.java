package dev.etagere.server.store.records;

/** Is told how far a copy has come. */
public interface CopyProgress {
  /** The two ways through all records. */
  enum Phase {
    /** Records are stored where they are missing. */
    COPYING,
    /** They are read back and compared. */
    VERIFYING
  }

  /**
   * Called after every record.
   *
   * @param records how many are behind
   */
  void at(Phase phase, long records);
}
