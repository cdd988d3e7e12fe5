package dev.etagere.server.store.sqlite.archive;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.sqlite.DatabaseForm;
import dev.etagere.server.store.sqlite.folder.CommitCounter;
import dev.etagere.server.store.sqlite.folder.Connections;
import dev.etagere.server.store.sqlite.folder.DatabaseHeader;
import dev.etagere.server.store.sqlite.folder.NativeLibrary;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import dev.etagere.server.store.sqlite.scrub.Pace;
import dev.etagere.server.store.sqlite.scrub.Scrub;
import dev.etagere.server.store.sqlite.scrub.ScrubbedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads everything in a database: each row's digest and check value, version, JSON and ledger, that
 * the key index leads to exactly these rows, and what SQLite can check itself. Changes nothing.
 */
public final class Verification {
  private static final Pace AT_ONCE = new Pace(1_000, 4 << 20, Duration.ZERO, Duration.ZERO);
  private static final int MOST_OF_SQLITE = 100;

  private final Scrub.Reading reading;
  private final List<String> findings = new ArrayList<>();
  private final RecordChecks records = new RecordChecks();

  private Verification(Scrub.Reading reading) {
    this.reading = reading;
  }

  /**
   * Verifies a backup, or the folder of a store; a server may be running on the folder.
   *
   * @throws ArchiveException if there is nothing to verify, or it cannot be read
   */
  public static Report of(Path path) {
    return Files.isDirectory(path)
        ? ofFolder(new StoreFolder(path.toAbsolutePath()))
        : ofFile(path);
  }

  /**
   * Verifies a backup.
   *
   * @throws ArchiveException if there is none, or it cannot be read
   */
  static Report ofFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ArchiveException("There is no file " + file + ". Name a backup.", null);
    }
    NativeLibrary.load();
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    try {
      if (Files.exists(log) && Files.size(log) > 0) {
        throw new ArchiveException(
            file
                + " is the database of a store, with a write-ahead log beside it. Name its folder.",
            null);
      }
      Optional<String> fault = DatabaseHeader.fault(file, true);
      return fault.isPresent()
          ? broken(fault.get())
          : guarded(new Connections(file.toAbsolutePath(), true)::still);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Report ofFolder(StoreFolder folder) {
    if (!Files.isRegularFile(folder.database())) {
      throw new ArchiveException(
          "There is no store in the folder " + folder.path() + ". Name one, or a backup.", null);
    }
    NativeLibrary.load();
    Connections connections = new Connections(folder.database(), true);
    try (Connection connection = connections.inspector()) {
      // Read before the snapshot is, since a server may go on committing.
      long acknowledged = CommitCounter.read(folder).orElse(0);
      DatabaseForm.require(connection, folder, acknowledged);
    } catch (StoreOpenException e) {
      return broken(String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      return broken(String.valueOf(e.getMessage()));
    }
    return guarded(connections::inspector);
  }

  private static Report broken(String reason) {
    return Report.of(Map.of(), 0, List.of("The database cannot be read as a whole: " + reason));
  }

  private static Report guarded(Scrub.Reading reading) {
    Verification verification = new Verification(reading);
    try {
      return verification.run();
    } catch (SQLException e) {
      verification.findings.add("It cannot be read any further: " + e.getMessage());
      return Report.of(verification.records.counts(), 0, verification.findings);
    } catch (IOException e) {
      throw new ArchiveException(
          "No copy can be made in the temporary folder (" + e + "). Name another by TMPDIR.", e);
    }
  }

  private Report run() throws SQLException, IOException {
    List<ScrubbedTable> tables;
    long sequence;
    try (Connection connection = reading.open()) {
      Optional<String> fault = DatabaseForm.fault(connection);
      if (fault.isPresent()) {
        return broken(fault.get());
      }
      sequence = DatabaseForm.sequence(connection);
      if (DatabaseForm.isOlder(connection)) {
        checkBySqlite(connection);
        if (!findings.isEmpty()) {
          return Report.of(Map.of(), sequence, findings);
        }
        // Its own number: to be brought to the present form is a commit of the copy alone.
        Report copy = ofMigratedCopy(connection);
        return new Report(copy.collections(), sequence, copy.findings());
      }
      tables = DatabaseForm.tables(connection, records::check);
      for (CollectionName collection : DatabaseForm.collections(connection)) {
        records.begin(collection);
      }
      checkBySqlite(connection);
    }
    new Scrub(reading, tables, AT_ONCE, findings::add).round(pause -> false);
    checkLedgersBelong();
    return Report.of(records.counts(), sequence, findings);
  }

  private void checkBySqlite(Connection connection) {
    String check = "PRAGMA integrity_check(" + MOST_OF_SQLITE + ")";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(check)) {
      while (row.next()) {
        String found = String.valueOf(row.getString(1));
        if (!found.equals("ok")) {
          findings.add("SQLite's own check: " + found);
        }
      }
    } catch (SQLException e) {
      // It ends so where a page is no page at all; the way through the rows goes on behind it.
      findings.add("SQLite's own check was ended by damage: " + e.getMessage());
    }
  }

  private void checkLedgersBelong() {
    try (Connection connection = reading.open()) {
      findings.addAll(DatabaseForm.strayLedgers(connection));
    } catch (SQLException e) {
      findings.add("Whether each ledger has its resource cannot be read: " + e.getMessage());
    }
  }

  /** What an older program wrote is read in the form to which the server would bring it. */
  private static Report ofMigratedCopy(Connection connection) throws SQLException, IOException {
    Path folder = Files.createTempDirectory("etagere-verify");
    Path copy = folder.resolve("copy.db");
    try {
      Pages.copy(connection, copy);
      Connections connections = new Connections(copy, false);
      try (Connection writer = connections.writer()) {
        DatabaseForm.migrate(writer);
      }
      return new Verification(connections::inspector).run();
    } finally {
      Pages.remove(folder);
    }
  }

  private static ArchiveException unreadable(Path file, IOException e) {
    return new ArchiveException(
        file + " cannot be read (" + e + "). Give this user the right to read it.", e);
  }
}
