package dev.etagere.server.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What tests set otherwise.
 *
 * @param durable whether commits wait for the disk
 * @param schema the form of the database
 * @param sessions makes the writer's session on a connection
 */
record Settings(boolean durable, Schema schema, SessionMaker sessions) {
  /** Makes a session. */
  interface SessionMaker {
    WriteSession on(Connection connection) throws SQLException;
  }

  static final Settings DURABLE = new Settings(true, Schema.CURRENT, WriteSession::new);
  static final Settings TEMPORARY = new Settings(false, Schema.CURRENT, WriteSession::new);
}
