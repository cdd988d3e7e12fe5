package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.Order;
import dev.etagere.server.query.PageQuery;
import dev.etagere.server.query.QueryField.Own;
import dev.etagere.server.store.sqlite.archive.Verification;
import dev.etagere.server.store.sqlite.folder.Connections;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import dev.etagere.server.store.sqlite.member.ChangesIndex;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that ends while the index of changes is made leaves all of it or nothing. */
@Timeout(60)
class IndexCrashTest {
  private static final Order BY_CHANGE =
      new Order(ImmutableList.of(new Order.By(Own.MODIFIED_AT, true)));

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void index_processEnds_isWholeOrNotThere(CrashIndexer.Moment moment) throws Exception {
    Process indexer =
        ChildJvm.start(List.of(), CrashIndexer.class, folder.toString(), moment.name());

    assertThat(indexer.waitFor()).isEqualTo(CrashIndexer.DIED);
    assertThat(isIndexed()).isEqualTo(moment == CrashIndexer.Moment.BEHIND_COMMIT);
    assertThat(Verification.of(folder).findings()).isEmpty();
    try (SqliteStore store = SqliteStore.open(folder, Set.of(NOTES))) {
      assertThat(
              store
                  .page(NOTES, PageQuery.first(Filter.ALL, BY_CHANGE, CrashIndexer.RESOURCES + 1))
                  .entries())
          .hasSize(CrashIndexer.RESOURCES);
    }
    assertThat(isIndexed()).isTrue();
    assertThat(Verification.of(folder).findings()).isEmpty();
  }

  private boolean isIndexed() throws SQLException {
    try (Connection connection =
        new Connections(new StoreFolder(folder).database(), true).reader()) {
      return ChangesIndex.isThere(connection, 1);
    }
  }
}
