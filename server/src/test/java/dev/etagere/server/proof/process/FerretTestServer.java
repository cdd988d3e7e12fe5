package dev.etagere.server.proof.process;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A FerretDB for a test class under {@link NeedsFerretDb}, which this JVM opens although it loses
 * updates of writers that meet.
 */
public final class FerretTestServer implements AutoCloseable {
  /** Names the executable. */
  public static final String PROGRAM = "ETAGERE_TEST_FERRETDB";

  private static final String DANGEROUS_PROPERTY = "etagere.dangerous.allowLostUpdates";

  private final Path folder;
  private final FerretProcess process;
  private int databases;

  private FerretTestServer(Path folder, FerretProcess process) {
    this.folder = folder;
    this.process = process;
  }

  /** Starts it in a temporary folder. */
  public static FerretTestServer start() throws Exception {
    Path folder = Files.createTempDirectory("etagere-ferretdb");
    FerretProcess process = new FerretProcess(program(), folder, folder.resolve("log").toFile());
    System.setProperty(DANGEROUS_PROPERTY, "true");
    return new FerretTestServer(folder, process);
  }

  /** The executable. */
  public static Path program() {
    return Path.of(System.getenv(PROGRAM));
  }

  /** From now on this JVM opens no FerretDB, like every server that is not told otherwise. */
  public void forbid() {
    System.clearProperty(DANGEROUS_PROPERTY);
  }

  /** The connection string. */
  public String uri() {
    return "mongodb://127.0.0.1:" + process.port();
  }

  /** The name of a database that no other test uses. */
  public String newDatabase() {
    databases++;
    return "etagere_test_" + databases;
  }

  @Override
  public void close() throws IOException {
    forbid();
    process.close();
    MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
  }
}
