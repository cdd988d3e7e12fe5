package dev.etagere.server.store.sqlite.scrub;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import dev.etagere.server.store.sqlite.folder.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Checks that every row is what was written, and that the key index leads to exactly these rows.
 * SQLite's own checks see few of these faults, and a damaged index entry no read can see: it makes
 * a document vanish, and lets its key be created a second time.
 *
 * <p>It reads only, in steps that each see one snapshot on a connection of their own; so writes
 * that go on meanwhile raise no false alarm, and the write-ahead log is not held up.
 */
public final class Scrub {
  /** Waits between the steps. */
  public interface Pauses {
    /** Waits for that long, or until all is to end: then it is true. */
    boolean endAfter(Duration pause);
  }

  /** Opens a connection that reads. */
  public interface Reading {
    /** Opens one; the check closes it. */
    Connection open() throws SQLException;
  }

  private final Reading reading;
  private final ImmutableList<ScrubbedTable> tables;
  private final Pace pace;
  private final Findings findings;

  /**
   * Prepares the check.
   *
   * @param report is told of each row that is damaged once, in a text for people
   */
  public Scrub(
      Connections connections, List<ScrubbedTable> tables, Pace pace, Consumer<String> report) {
    this(connections::reader, tables, pace, report);
  }

  /** The same for a database that is opened in another way. */
  public Scrub(Reading reading, List<ScrubbedTable> tables, Pace pace, Consumer<String> report) {
    this.reading = reading;
    this.tables = ImmutableList.copyOf(tables);
    this.pace = pace;
    this.findings = new Findings(report);
  }

  /**
   * Goes through all tables once.
   *
   * @return false if it was ended before
   * @throws SQLException if the database cannot be read, for another reason than damage
   */
  public boolean round(Pauses pauses) throws SQLException {
    for (ScrubbedTable table : tables) {
      if (!run(new RowWalk(table, pace, findings), pauses)
          || !run(new IndexWalk(table, pace, findings), pauses)
          || !run(new StrayKeysWalk(table, pace, findings), pauses)) {
        return false;
      }
    }
    return true;
  }

  private boolean run(Walk walk, Pauses pauses) throws SQLException {
    boolean more = true;
    while (more) {
      Stopwatch watch = Stopwatch.createStarted();
      try (Connection connection = reading.open();
          Statement statement = connection.createStatement()) {
        statement.execute("BEGIN");
        more = walk.step(connection);
      }
      if (pauses.endAfter(pace.after(watch.elapsed()))) {
        return false;
      }
    }
    return true;
  }
}
