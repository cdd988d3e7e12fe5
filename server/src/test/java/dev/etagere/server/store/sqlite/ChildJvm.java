package dev.etagere.server.store.sqlite;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Starts a main class of the tests in a process of its own, to be killed. */
final class ChildJvm {
  private ChildJvm() {}

  /** Starts it with the class path of this process; its errors go to ours. */
  static Process start(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command =
        ImmutableList.<String>builder()
            .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
            .add("-Xmx256m", "-XX:TieredStopAtLevel=1")
            .addAll(options)
            .add("-cp", System.getProperty("java.class.path"), main.getName())
            .add(arguments)
            .build();
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
