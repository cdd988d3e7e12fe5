package dev.etagere.server.proof.process;

import dev.etagere.server.store.mongo.MongoProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A mongo-java-server that no kill of Etagere touches. It keeps all in memory, so nobody kills it.
 */
public record MongoProcess(Process process, int port) implements AutoCloseable {
  /** Starts it on a free port, with the class path of this process. */
  public static MongoProcess start(File log) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                MongoProgram.class.getName())
            .redirectError(ProcessBuilder.Redirect.appendTo(log))
            .start();
    String line = process.inputReader().readLine();
    if (line == null) {
      process.destroyForcibly();
      throw new AssertionError("mongo-java-server was not started; see " + log);
    }
    return new MongoProcess(process, Integer.parseInt(line));
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
