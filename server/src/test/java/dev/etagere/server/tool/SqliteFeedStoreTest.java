package dev.etagere.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.EtagereServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFeedStoreTest implements FeedStoreContract {
  @TempDir Path folder;

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public String store() {
    return "data: store";
  }

  @Test
  void import_serverAtWork_isRefused() {
    ToolRuns runs = new ToolRuns(folder, Map.of());
    Path data = folder.resolve("other");
    try (EtagereServer server = EtagereServer.builder().data(data).collection("notes").start()) {
      assertThat(runs.feed(new ImportTool(), "{}", "notes", "--data=" + data)).isEqualTo(1);
      assertThat(runs.err()).contains("in use by another store");
      assertThat(runs.run(new ExportTool(), "notes", "--data=" + data)).isZero();
      assertThat(runs.lines()).isEmpty();
      assertThat(server.storeDescription()).contains(data.toString());
    }
  }
}
