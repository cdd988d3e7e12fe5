package dev.etagere.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.EtagereServer;
import dev.etagere.server.config.load.ConfigLoader;
import dev.etagere.server.http.Http;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Backup, verify, restore and copy as commands: what is said, and the code at the end. */
class StoreToolsTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Map<String, String> environment = Map.of("ETAGERE_DATA", "data");

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void fill(String name) {
    try (EtagereServer server = EtagereServer.builder().data(folder.resolve(name)).start()) {
      Http http = new Http(server.baseUri());
      http.create("/v1/notes/a", "{\"a\":1}");
      String gone = http.create("/v1/notes/b", "{\"b\":1}");
      http.delete("/v1/notes/b").ifMatch(gone).send();
    }
  }

  @Test
  void backupVerifyRestore_soundStore_sayHowMuchThereIs() {
    fill("data");

    // Without --data it is the folder of the configuration.
    assertThat(run(new BackupTool(), path("backup"))).isZero();
    assertThat(run(new VerifyTool(), path("backup"))).isZero();
    assertThat(run(new RestoreTool(), path("backup"), "--data", path("again"))).isZero();
    assertThat(run(new VerifyTool(), path("again"))).isZero();

    assertThat(out.toString())
        .contains("Made and verified " + path("backup") + ": 1 resources and 1 tombstones in 1")
        .contains("is sound", "notes: 1 resources, 1 tombstones")
        .contains("Restored into " + path("again"));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void verify_damagedBackup_listsFindingsAndEndsWith1() throws IOException {
    fill("data");
    run(new BackupTool(), path("backup"));
    Path backup = folder.resolve("backup");
    byte[] bytes = Files.readAllBytes(backup);
    Files.write(backup, Arrays.copyOf(bytes, bytes.length - 1));

    assertThat(run(new VerifyTool(), path("backup"))).isEqualTo(1);

    assertThat(err.toString()).contains("bytes instead of", "is not sound: 1 findings");
  }

  @Test
  void backup_configuredStoreIsMongo_namesItsTools() throws IOException {
    environment = Map.of();
    Files.writeString(folder.resolve("etagere.yaml"), "mongo: {uri: 'mongodb://u:s3cret@h'}");

    assertThat(run(new BackupTool(), path("backup"))).isEqualTo(1);

    assertThat(err.toString()).contains("mongodump", "--data").doesNotContain("s3cret");
  }

  @Test
  void backup_configurationHasMistakes_saysWhich() throws IOException {
    Files.writeString(folder.resolve("etagere.yaml"), "prot: 1");

    assertThat(run(new BackupTool(), path("backup"))).isEqualTo(1);

    assertThat(err.toString()).contains("etagere.yaml", "prot", "--data");
  }

  @Test
  void backup_withoutAFile_isAMistakeOfUse() {
    assertThat(run(new BackupTool())).isEqualTo(2);
  }

  @Test
  void copy_folderToFolder_saysWhatWasDone() {
    fill("data");
    environment = Map.of("ETAGERE_COPY_TO", path("copy"));

    assertThat(run(new CopyTool(), "--from", path("data"))).isZero();

    assertThat(out.toString())
        .contains("From: SQLite in the folder " + path("data"))
        .contains("2 copied, 0 skipped that were there already", "2 read back and equal");
    assertThat(run(new VerifyTool(), path("copy"))).isZero();
  }

  @Test
  void copy_mistakes_areSaidAndNothingIsMade() {
    fill("data");

    assertThat(run(new CopyTool(), "--from", path("data"))).isEqualTo(1);
    assertThat(err.toString()).contains("--to", "ETAGERE_COPY_TO");
    assertThat(run(new CopyTool(), "--from", path("data"), "--to", "ftp://u:s3cret@h"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("a folder, or as mongodb://").doesNotContain("s3cret");
    assertThat(run(new CopyTool(), "--from", path("none"), "--to", path("copy"))).isEqualTo(1);
    assertThat(err.toString()).contains("no store in the folder " + path("none"));
    assertThat(folder.resolve("copy")).doesNotExist();
    assertThat(run(new CopyTool(), "--from", path("data"), "--to", path("data"))).isEqualTo(1);
    assertThat(err.toString()).contains("in use by another store");
  }

  private int run(Tool tool, String... arguments) {
    Terminal terminal =
        new Terminal(
            new ConfigLoader(folder, environment),
            environment,
            InputStream.nullInputStream(),
            new ByteArrayOutputStream(),
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    return new CommandLine(tool.spec())
        .setErr(new PrintWriter(err, true))
        .setExecutionStrategy(parsed -> tool.run(parsed, terminal))
        .execute(arguments);
  }
}
