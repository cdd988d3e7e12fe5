package dev.etagere.server.proof.move;

import dev.etagere.server.proof.process.FerretProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Moves to FerretDB and back; one writer at a time, so it loses nothing. */
@Timeout(600)
@EnabledIfEnvironmentVariable(
    named = FerretMoveIT.PROGRAM,
    matches = ".+",
    disabledReason = "needs the path of a FerretDB 1.24.2 in " + FerretMoveIT.PROGRAM)
class FerretMoveIT implements MoveContract {
  static final String PROGRAM = "ETAGERE_TEST_FERRETDB";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private FerretProcess ferret;

  @BeforeEach
  void start() throws Exception {
    ferret =
        new FerretProcess(
            Path.of(System.getenv(PROGRAM)),
            Files.createDirectory(folder.resolve("ferret")),
            folder.resolve("ferret.log").toFile());
  }

  @AfterEach
  void stop() {
    ferret.close();
  }

  @Override
  public String uri() {
    return "mongodb://127.0.0.1:" + ferret.port();
  }

  @Override
  public Path folder() {
    return folder;
  }
}
