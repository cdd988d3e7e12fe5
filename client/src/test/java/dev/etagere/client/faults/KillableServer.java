package dev.etagere.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.Main;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server in a process of its own, on a port that changes with each start. */
final class KillableServer implements AutoCloseable {
  private static final String GREETING = "Etagere listens on ";

  private final Path folder;
  private final List<String> arguments;
  private Program program;

  KillableServer(Path folder, String... store) throws IOException {
    this.folder = folder;
    this.arguments =
        new ArrayList<>(
            List.of("--port", "0", "--collection", "counters", "--collection", "payments"));
    arguments.addAll(List.of(store));
    this.program = start();
  }

  private Program start() throws IOException {
    return Program.start(folder, Main.class.getName(), arguments.toArray(String[]::new));
  }

  URI uri() {
    assertThat(program.greeting()).startsWith(GREETING);
    return URI.create(program.greeting().substring(GREETING.length()));
  }

  void killAndStart() throws IOException {
    program.kill();
    program = start();
  }

  /** Tells it to stop, which lets it finish what it does. */
  void stopAndStart() throws IOException, InterruptedException {
    assertThat(program.stop()).isIn(0, 143);
    program = start();
  }

  @Override
  public void close() {
    program.kill();
  }
}
