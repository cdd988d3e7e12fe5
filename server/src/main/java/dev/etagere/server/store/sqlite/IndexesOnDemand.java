package dev.etagere.server.store.sqlite;

import com.google.common.collect.ImmutableSet;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.store.StoreUnavailableException;
import dev.etagere.server.store.UnknownOutcomeException;
import dev.etagere.server.store.sqlite.Schema.Table;
import dev.etagere.server.store.sqlite.member.ChangesIndex;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which collections have a {@link ChangesIndex}. One that lacks it gets it when a list first needs
 * it; that list, and those that come until it is made, read the whole collection instead.
 */
final class IndexesOnDemand {
  private static final Logger LOG = LoggerFactory.getLogger(IndexesOnDemand.class);

  private enum State {
    ASKED_FOR,
    THERE,
    /** Until the next start: tried again and again, it could take the room that changes need. */
    GIVEN_UP
  }

  private final GroupCommit writer;
  private final Map<Table, State> states = new ConcurrentHashMap<>();

  /**
   * Begins.
   *
   * @param writer makes those that are asked for
   * @param there the tables that have it; see {@link #there}
   */
  IndexesOnDemand(GroupCommit writer, Set<Table> there) {
    this.writer = writer;
    there.forEach(table -> states.put(table, State.THERE));
  }

  /** Looks which of the tables have it. */
  static ImmutableSet<Table> there(Connection connection, Collection<Table> tables)
      throws SQLException {
    ImmutableSet.Builder<Table> found = ImmutableSet.builder();
    for (Table table : tables) {
      if (ChangesIndex.isThere(connection, table.number())) {
        found.add(table);
      }
    }
    return found.build();
  }

  /**
   * Whether a list can use the index of changes. If it needs it and it is not there, it is made in
   * the background.
   *
   * @param fields what the list is sorted and filtered by
   */
  boolean haveChanges(Table table, Set<QueryField> fields) {
    if (fields.contains(QueryField.Own.MODIFIED_AT)
        && states.putIfAbsent(table, State.ASKED_FOR) == null) {
      askFor(table);
    }
    return states.get(table) == State.THERE;
  }

  private void askFor(Table table) {
    LOG.info("Collection '{}': indexing modifiedAt; changes wait meanwhile", table.collection());
    Supplier<String> subject = () -> "index of changes of collection '" + table.collection() + "'";
    writer
        .writeAlone(subject, session -> session.indexChanges(table))
        .whenComplete(
            (rows, failure) -> {
              if (failure == null) {
                states.put(table, State.THERE);
                LOG.info("Collection '{}': modifiedAt is indexed", table.collection());
              } else {
                failed(table, failure);
              }
            });
  }

  private void failed(Table table, Throwable failure) {
    Throwable cause = failure.getCause();
    Throwable reason = failure instanceof CompletionException && cause != null ? cause : failure;
    if (reason instanceof StoreUnavailableException || reason instanceof UnknownOutcomeException) {
      states.remove(table);
      return;
    }
    states.put(table, State.GIVEN_UP);
    LOG.warn(
        "Collection '{}' cannot be indexed by modifiedAt: {}. Until the next start, lists by it"
            + " read the whole collection.",
        table.collection(),
        reason.getMessage());
  }
}
