package dev.etagere.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.schema.Schemas;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCheckToolTest implements CheckToolContract {
  @TempDir Path folder;

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public String store() {
    return "data: store";
  }

  @Override
  public EtagereServer server() {
    return EtagereServer.builder()
        .data(folder.resolve("store"))
        .collection("invoices")
        .collection("notes")
        .start();
  }

  @Test
  void check_folderWithoutAStore_endsWith1AndMakesNone() {
    ToolRuns runs = new ToolRuns(folder, Map.of());

    int code =
        runs.run(
            new CheckTool(),
            "--collection=notes",
            "--schema=" + Schemas.MONEY,
            "--data=" + folder.resolve("none"));

    assertThat(code).isEqualTo(1);
    assertThat(runs.err()).contains("There is no store in the folder " + folder.resolve("none"));
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
