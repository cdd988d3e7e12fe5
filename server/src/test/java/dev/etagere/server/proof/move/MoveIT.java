package dev.etagere.server.proof.move;

import dev.etagere.server.proof.process.MongoProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Moves to mongo-java-server and back. */
@Timeout(600)
class MoveIT implements MoveContract {
  @TempDir Path folder;

  private MongoProcess mongo;

  @BeforeEach
  void start() throws Exception {
    mongo = MongoProcess.start(folder.resolve("mongo.log").toFile());
  }

  @AfterEach
  void stop() {
    mongo.close();
  }

  @Override
  public String uri() {
    return "mongodb://127.0.0.1:" + mongo.port();
  }

  @Override
  public Path folder() {
    return folder;
  }
}
