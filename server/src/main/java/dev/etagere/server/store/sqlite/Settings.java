package dev.etagere.server.store.sqlite;

import dev.etagere.server.store.sqlite.scrub.Pace;
import dev.etagere.server.store.sqlite.scrub.Scrubber;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What tests set otherwise.
 *
 * @param durable whether commits wait for the disk
 * @param schema the form of the database
 * @param sessions makes the writer's session on a connection
 * @param scrubbing how the store is checked for damage in the background; null if it is not
 */
record Settings(
    boolean durable, Schema schema, SessionMaker sessions, @Nullable Scrubbing scrubbing) {
  /**
   * The check in the background.
   *
   * @param pace how fast
   * @param report is told what was found
   */
  record Scrubbing(Pace pace, Consumer<String> report) {}

  private static final Logger LOG = LoggerFactory.getLogger(Scrubber.class);

  /** Makes a session. */
  interface SessionMaker {
    WriteSession on(Connection connection) throws SQLException;
  }

  static final Settings DURABLE =
      new Settings(
          true, Schema.CURRENT, WriteSession::new, new Scrubbing(Pace.DEFAULT, LOG::error));
  static final Settings TEMPORARY = new Settings(false, Schema.CURRENT, WriteSession::new);

  /** Without a check in the background. */
  Settings(boolean durable, Schema schema, SessionMaker sessions) {
    this(durable, schema, sessions, null);
  }
}
