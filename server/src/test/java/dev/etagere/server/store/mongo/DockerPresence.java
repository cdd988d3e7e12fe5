package dev.etagere.server.store.mongo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Whether containers can be run here. */
final class DockerPresence {
  private DockerPresence() {}

  /**
   * Why not, or empty if they can. Looks for a trace of Docker first: Testcontainers takes seconds
   * and writes pages of log to find that there is none.
   */
  static Optional<String> reasonAgainst() {
    if (!hasTrace()) {
      return Optional.of("no Docker socket was found and DOCKER_HOST is not set");
    }
    return DockerClientFactory.instance().isDockerAvailable()
        ? Optional.empty()
        : Optional.of("Docker does not answer");
  }

  private static boolean hasTrace() {
    String home = System.getProperty("user.home");
    return System.getenv("DOCKER_HOST") != null
        || System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")
        || Stream.of(
                Path.of("/var/run/docker.sock"),
                Path.of(home, ".docker/run/docker.sock"),
                Path.of(home, ".docker/desktop/docker.sock"),
                Path.of(home, ".testcontainers.properties"))
            .anyMatch(Files::exists);
  }
}
