package dev.etagere.server.store.sqlite.member;

import dev.etagere.server.query.MemberKeys;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Content;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the documents that are there already the keys of members that are new, before the store
 * serves anything. In steps of their own transactions: what was done is kept if the process ends,
 * and the next start goes on there.
 */
public final class Filling {
  private static final Logger LOG = LoggerFactory.getLogger(Filling.class);
  private static final int ROWS = 1000;
  private static final long BYTES = 4_000_000;
  private static final long REPORT_EVERY = 100_000;
  private static final String ROWS_BEYOND =
      "SELECT rid, key, body FROM doc_N WHERE rid>? AND state=1 ORDER BY rid LIMIT " + ROWS;

  /** What is done in a transaction of its own; true if anything was. */
  public interface Transactions {
    /** Runs one. */
    void run(Step step) throws SQLException;
  }

  /** What is done in one transaction. */
  public interface Step {
    /** Does it. */
    void run() throws SQLException;
  }

  private final Connection connection;
  private final CollectionName collection;
  private final MemberTables tables;
  private final MemberColumns members;
  private final MemberKeys keys;
  private long filled;
  private long rows;
  private long faulty;
  private @Nullable String firstFaulty;

  private Filling(
      Connection connection, CollectionName collection, MemberTables tables, MemberColumns members)
      throws SQLException {
    this.connection = connection;
    this.collection = collection;
    this.tables = tables;
    this.members = members;
    this.keys = members.keys();
    this.filled = tables.filled();
  }

  /** Fills what is not filled, and makes the indexes. */
  public static void fill(
      Connection connection, CollectionName collection, long number, Transactions transactions)
      throws SQLException {
    MemberTables tables = new MemberTables(connection, number);
    MemberColumns members = tables.unready();
    if (!members.isEmpty()) {
      new Filling(connection, collection, tables, members).run(transactions);
    }
  }

  private void run(Transactions transactions) throws SQLException {
    LOG.info("Collection '{}': indexing {}", collection, members.numbers().keySet());
    List<Row> step = next();
    while (!step.isEmpty()) {
      List<Row> now = step;
      transactions.run(() -> write(now));
      step = next();
    }
    transactions.run(() -> tables.finish(members));
    LOG.info("Collection '{}': {} resources indexed", collection, rows);
    if (faulty > 0) {
      LOG.warn(
          "Collection '{}': the contents of {} resources are no JSON objects, so they are listed as"
              + " having none of the members; the first is '{}'",
          collection,
          faulty,
          firstFaulty);
    }
  }

  /** A document and its keys; the content is not held. */
  private record Row(long rid, String key, List<String> keys) {}

  private List<Row> next() throws SQLException {
    List<Row> found = new ArrayList<>();
    long bytes = 0;
    try (PreparedStatement query = connection.prepareStatement(tables.sql(ROWS_BEYOND))) {
      query.setLong(1, filled);
      try (ResultSet row = query.executeQuery()) {
        while (bytes < BYTES && row.next()) {
          byte @Nullable [] body = row.getBytes(3);
          Content content = Content.wrap(body == null ? new byte[0] : body);
          bytes += content.size();
          String key = String.valueOf(row.getString(2));
          found.add(new Row(row.getLong(1), key, keys(key, content)));
        }
      }
    }
    return found;
  }

  private List<String> keys(String key, Content content) {
    return keys.of(content)
        .orElseGet(
            () -> {
              faulty++;
              firstFaulty = firstFaulty == null ? key : firstFaulty;
              return keys.ofNothing();
            });
  }

  private void write(List<Row> step) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(tables.sql(members.upsert("?, ?")))) {
      for (Row row : step) {
        upsert.setLong(1, row.rid());
        upsert.setString(2, row.key());
        for (int i = 0; i < row.keys().size(); i++) {
          upsert.setString(3 + i, row.keys().get(i));
        }
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
    filled = step.get(step.size() - 1).rid();
    tables.setFilled(filled);
    long before = rows / REPORT_EVERY;
    rows += step.size();
    if (rows / REPORT_EVERY > before) {
      LOG.info("Collection '{}': {} resources indexed so far", collection, rows);
    }
  }
}
