package dev.etagere.server.proof.many;

import dev.etagere.server.proof.RaceContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The race, with the clients spread over three servers of one store. */
class ManyServersRaceIT implements RaceContract {
  @TempDir static Path folder;
  private static ThreeServers servers;

  @BeforeAll
  static void start() throws IOException {
    servers = ThreeServers.start(folder);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Override
  public List<URI> bases() {
    return servers.bases();
  }
}
