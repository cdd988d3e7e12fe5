package dev.etagere.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.Main;
import dev.etagere.server.http.Http;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, to be ended in one way or the other. */
final class ServerProcess implements AutoCloseable {
  private static final String GREETING = "Etagere listens on ";

  private final Process process;
  private final Http http;

  private ServerProcess(Process process, Http http) {
    this.process = process;
    this.http = http;
  }

  /** Starts the program on this folder, with the class path of this process, on a free port. */
  static ServerProcess start(Path folder, File log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString())
            // Where no configuration file lies.
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log));
    builder.environment().keySet().removeIf(name -> name.startsWith("ETAGERE_"));
    Process process = builder.start();
    BufferedReader out = process.inputReader();
    String line = out.readLine();
    if (line == null || !line.startsWith(GREETING)) {
      process.destroyForcibly();
      throw new AssertionError("not started: " + line + "; see " + log);
    }
    return new ServerProcess(process, new Http(URI.create(line.substring(GREETING.length()))));
  }

  Http http() {
    return http;
  }

  /** Kills it: nothing of it runs any more, no hook and no finally. */
  void kill() {
    process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** Tells it to stop, which may take the grace that requests in flight have. */
  int stop() throws InterruptedException {
    assertThat(process.toHandle().destroy()).isTrue();
    // The server's own limit is 10 seconds; the rest is for a busy machine.
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("ended in time").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
