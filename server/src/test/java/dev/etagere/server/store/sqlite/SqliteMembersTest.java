package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static dev.etagere.server.store.StoreFixtures.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Range;
import dev.etagere.server.query.Filter;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.query.walk.Span;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.store.MembersContract;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.sqlite.folder.Connections;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import dev.etagere.server.store.sqlite.member.ChangesIndex;
import dev.etagere.server.store.sqlite.member.IndexQuery;
import dev.etagere.server.store.sqlite.member.MemberColumns;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteMembersTest implements MembersContract {
  private static final ImmutableMap<CollectionName, ImmutableList<MemberPath>> BY_KIND =
      ImmutableMap.of(NOTES, ImmutableList.of(KIND));

  @TempDir Path folder;

  @Override
  public ResourceStore open(Map<CollectionName, ImmutableList<MemberPath>> collections) {
    return SqliteStore.open(folder, collections);
  }

  @Test
  void open_endedWhileFilling_goesOnWhereItWas() throws SQLException {
    int resources = 2500;
    try (ResourceStore store = open(ImmutableMap.of(NOTES, ImmutableList.of()))) {
      for (int i = 0; i < resources; i++) {
        store.insert(
            NOTES, live("r" + i, Content.ofUtf8("{\"kind\":\"" + "k".repeat(400) + "\"}")));
      }
    }
    try (Connection connection = connections().writer()) {
      // Room for one step of a thousand, not for two.
      execute(
          connection, "PRAGMA max_page_count=" + (number(connection, "PRAGMA page_count") + 180));
      assertThatThrownBy(() -> Schema.CURRENT.prepare(connection, Set.of(NOTES), BY_KIND))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("full");
    }
    try (Connection connection = connections().reader()) {
      assertThat(number(connection, "SELECT filled FROM query_member WHERE ready=0"))
          .isEqualTo(1000);
    }

    try (ResourceStore store = open(BY_KIND)) {
      assertThat(store.count(NOTES, Filter.ALL).number()).isEqualTo(resources);
    }
    try (Connection connection = connections().reader()) {
      assertThat(number(connection, "SELECT count(q1) FROM keys_1")).isEqualTo(resources);
      assertThat(number(connection, "SELECT ready FROM query_member")).isEqualTo(1);
    }
  }

  @Test
  void open_withoutSayingMembers_keepsThemInStep() throws SQLException {
    open(BY_KIND).close();
    try (ResourceStore store = SqliteStore.open(folder, Set.of(NOTES))) {
      store.insert(NOTES, live("a", Content.ofUtf8("{\"kind\":1}")));
    }
    try (Connection connection = connections().reader()) {
      assertThat(number(connection, "SELECT count(*) FROM keys_1 WHERE q1 >= '3'")).isEqualTo(1);
    }
  }

  @Test
  void spans_ofEveryKind_areReadFromTheirIndexInOrder() throws SQLException {
    open(BY_KIND).close();
    MemberColumns columns = new MemberColumns(ImmutableMap.of(KIND, 1));
    QueryField kind = new QueryField.Member(KIND);
    List<QueryField> fields = new ArrayList<>(List.of(QueryField.Own.values()));
    fields.add(kind);
    List<Range<String>> ranges =
        List.of(Range.all(), Range.singleton("3"), Range.open("3", "4"), Range.atLeast("3"));
    try (Connection connection = connections().writer()) {
      ChangesIndex.make(connection, 1);
      for (QueryField field : fields) {
        for (Range<String> range : ranges) {
          for (boolean descending : new boolean[] {true, false}) {
            boolean one = range.equals(Range.singleton("3")) && field != QueryField.Own.ID;
            @Nullable ResourceId beyond = one ? new ResourceId("x") : null;
            Span span = new Span(field, range, descending, beyond);
            for (Set<QueryField> needed : List.of(Set.<QueryField>of(), Set.of(kind))) {
              IndexQuery query = new IndexQuery(span, columns, needed, true);
              assertThat(plan(connection, query))
                  .as(query.sql())
                  .doesNotContain("TEMP B-TREE")
                  .contains("USING")
                  .contains("INDEX");
            }
          }
        }
      }
    }
  }

  private static String plan(Connection connection, IndexQuery query) throws SQLException {
    String sql = query.sql().replace("doc_N", "doc_1").replace("keys_N", "keys_1");
    StringBuilder plan = new StringBuilder();
    try (PreparedStatement explain = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql)) {
      query.bind(explain, 10);
      try (ResultSet row = explain.executeQuery()) {
        while (row.next()) {
          plan.append(row.getString("detail")).append('\n');
        }
      }
    }
    return plan.toString();
  }

  private Connections connections() {
    return new Connections(new StoreFolder(folder).database(), true);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.getLong(1);
    }
  }
}
