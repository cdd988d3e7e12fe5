package dev.etagere.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.Main;
import dev.etagere.server.http.Http;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, to be ended in one way or the other. */
public final class ServerProcess implements AutoCloseable {
  private static final String GREETING = "Etagere listens on ";

  private final Process process;
  private final Http http;

  private ServerProcess(Process process, Http http) {
    this.process = process;
    this.http = http;
  }

  /** Starts the program on this folder, with the class path of this process, on a free port. */
  static ServerProcess start(Path folder, File log) throws IOException {
    return start(
        System.getProperty("java.class.path"),
        List.of(),
        List.of("--data", folder.resolve("data").toString()),
        folder,
        log);
  }

  /**
   * Starts the program on a free port.
   *
   * @param javaOptions more options of Java
   * @param arguments of the program, without the port
   * @param folder its working folder, where no configuration file lies
   */
  public static ServerProcess start(
      String classPath, List<String> javaOptions, List<String> arguments, Path folder, File log)
      throws IOException {
    List<String> command =
        ImmutableList.<String>builder()
            .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
            .add("-Xmx256m", "-XX:TieredStopAtLevel=1")
            .addAll(javaOptions)
            .add("-cp", classPath, Main.class.getName(), "--port", "0")
            .addAll(arguments)
            .build();
    ProcessBuilder builder =
        new ProcessBuilder(command)
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

  /** A client of it. */
  public Http http() {
    return http;
  }

  /** Whether it has not ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Kills it: nothing of it runs any more, no hook and no finally. */
  public void kill() {
    process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** Tells it to stop, which may take the grace that requests in flight have. */
  public int stop() throws InterruptedException {
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
