package dev.etagere.server.store.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoNamespace;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.event.CommandListener;
import dev.etagere.server.store.StoreOpenException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the connection string says, with what Etagere's promises need put over it.
 *
 * @param driver for the driver
 * @param description servers and database for a person, without credentials
 * @param timeLimit how long a call may take in all
 */
record ClientSettings(MongoClientSettings driver, String description, Duration timeLimit) {
  /** How long a call may take in all, retries included, if the connection string is silent. */
  static final long DEFAULT_TIMEOUT_MILLIS = 10_000;

  /**
   * Reads a connection string.
   *
   * @throws StoreOpenException if it or the database's name is not well-formed. It never quotes
   *     them, nor the driver, whose messages do: a password with an unescaped {@code @} would show
   */
  static ClientSettings of(String uri, String database, List<CommandListener> listeners) {
    try {
      MongoNamespace.checkDatabaseNameValidity(database);
    } catch (IllegalArgumentException e) {
      throw new StoreOpenException(
          "The name of the MongoDB database is not valid: it must be 1 to 63 bytes without / \\ . \" space and NUL.",
          e);
    }
    ConnectionString parsed = parse(uri);
    Long given = parsed.getTimeout();
    long timeout = given == null || given == 0 ? DEFAULT_TIMEOUT_MILLIS : given;
    return new ClientSettings(
        settings(parsed, timeout, listeners),
        "MongoDB at " + String.join(",", parsed.getHosts()) + ", database '" + database + "'",
        Duration.ofMillis(timeout));
  }

  private static ConnectionString parse(String uri) {
    try {
      return new ConnectionString(uri);
    } catch (RuntimeException e) {
      // Without its cause, for the same reason. A host of mongodb+srv is looked up here too.
      throw new StoreOpenException(
          "The MongoDB connection string cannot be used. It must look like"
              + " mongodb://user:password@host:27017/?replicaSet=rs0 with every character of user"
              + " and password that is not a letter or digit percent-encoded; of mongodb+srv:// the"
              + " DNS records must exist.",
          null);
    }
  }

  /**
   *
   *
   * <ul>
   *   <li>Writes are confirmed by a majority and in the journal: what was answered as written
   *       survives the loss of the primary and of power.
   *   <li>Reads go to the primary, or a client would not find what it has just written; and they
   *       show only what a majority has. With "local" a reader could see a version that a failover
   *       rolls back, and later another content under the same number and incarnation, that is
   *       under the same entity tag.
   *   <li>One time limit spans a call with all its retries: the driver's older limits leave the
   *       wait for an answer unbounded.
   * </ul>
   */
  private static MongoClientSettings settings(
      ConnectionString uri, long timeoutMillis, List<CommandListener> listeners) {
    MongoClientSettings.Builder builder =
        MongoClientSettings.builder()
            .applyConnectionString(uri)
            .applicationName("etagere")
            .writeConcern(WriteConcern.MAJORITY.withJournal(true))
            .readConcern(ReadConcern.MAJORITY)
            .readPreference(ReadPreference.primary())
            .timeout(timeoutMillis, TimeUnit.MILLISECONDS);
    listeners.forEach(builder::addCommandListener);
    return builder.build();
  }
}
