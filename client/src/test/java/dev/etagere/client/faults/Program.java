package dev.etagere.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program on the class path of the tests, in a process of its own. */
final class Program implements AutoCloseable {
  private final Process process;
  private final String greeting;

  private Program(Process process, String greeting) {
    this.process = process;
    this.greeting = greeting;
  }

  /** Starts it, and waits for its first line. */
  static Program start(Path folder, String mainClass, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
    command.addAll(List.of(arguments));
    File log = folder.resolve(mainClass + ".log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            // Where no configuration file lies.
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log));
    builder.environment().keySet().removeIf(name -> name.startsWith("ETAGERE_"));
    Process process = builder.start();
    BufferedReader out = process.inputReader();
    String line = out.readLine();
    if (line == null) {
      process.destroyForcibly();
      throw new AssertionError(mainClass + " has not started; see " + log);
    }
    return new Program(process, line);
  }

  /** The first line that it printed. */
  String greeting() {
    return greeting;
  }

  /** SIGKILL: nothing of it runs any more, no hook and no finally. */
  void kill() {
    process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** SIGTERM: it finishes what it does, and ends. Returns its exit code. */
  int stop() throws InterruptedException {
    assertThat(process.toHandle().destroy()).isTrue();
    // The server's own limit is 10 seconds; the rest is for a busy machine.
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended in time").isTrue();
    return process.exitValue();
  }

  /** Sends a signal: STOP holds it where it is, CONT lets it run on. */
  void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  @Override
  public void close() {
    kill();
  }
}
