package dev.etagere.server.store.sqlite.scrub;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Reports damage, each row once for as long as the store is open. Used by one thread. */
final class Findings {
  /** So that a lost index does not fill the log with every row. */
  static final int MOST = 1_000;

  private record Place(String table, long rid) {}

  private final Consumer<String> report;
  private final Set<Place> reported = new HashSet<>();

  Findings(Consumer<String> report) {
    this.report = report;
  }

  /** Reports what is wrong about a row, unless something was reported about it before. */
  void add(ScrubbedTable table, long rid, String message) {
    if (reported.size() == MOST || !reported.add(new Place(table.name(), rid))) {
      return;
    }
    report.accept(message);
    if (reported.size() == MOST) {
      report.accept(
          "The check of the store found damage in " + MOST + " rows. Further ones are not listed.");
    }
  }

  /** The same about the key index, on which a resource depends to be found. */
  void addOfIndex(ScrubbedTable table, long rid, String reason) {
    add(
        table,
        rid,
        "The key index "
            + table.keyIndex()
            + " of collection '"
            + table.collection()
            + "' is damaged: "
            + reason
            + ". A resource can be answered as missing though it is stored, and be created a second"
            + " time. Stop the server, check the disk, keep a copy of the store folder, and restore"
            + " a backup.");
  }

  /** The same about sort keys, which can be made anew from the contents. */
  void addOfKeys(ScrubbedTable table, long rid, String reason) {
    add(
        table,
        rid,
        "The table of sort keys "
            + table.keysName()
            + " of collection '"
            + table.collection()
            + "' is damaged: "
            + reason
            + ". Lists by these members can miss resources, or show them in a wrong place; the"
            + " resources themselves are sound. Check the disk. To have all sort keys made anew,"
            + " start the server without 'query' of this collection, and then with it again.");
  }

  /** A key for people: a damaged one may hold anything. */
  static String shown(String key) {
    return "'" + key.replaceAll("[^\\x20-\\x7e]", "?") + "'";
  }
}
