package dev.etagere.server.proof;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command of the program that was run in a process of its own.
 *
 * @param code with which it ended
 * @param output what it printed, complaints too
 */
public record CommandProcess(int code, String output) {
  /** Runs one to its end, in a folder where no configuration lies. */
  public static CommandProcess run(Path folder, String... arguments) throws Exception {
    Path log = Files.createTempFile(folder, "command", ".log");
    Process process = start(folder, log, arguments);
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(List.of(arguments) + " did not end; see " + log);
    }
    return new CommandProcess(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
  }

  /** Starts one, to be killed. */
  public static Process start(Path folder, Path log, String... arguments) throws IOException {
    List<String> command =
        ImmutableList.<String>builder()
            .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
            .add("-Xmx64m", "-XX:TieredStopAtLevel=1")
            .add("-cp", System.getProperty("java.class.path"), Main.class.getName())
            .add(arguments)
            .build();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("ETAGERE_"));
    return builder.start();
  }
}
