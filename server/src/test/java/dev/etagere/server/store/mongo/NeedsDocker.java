package dev.etagere.server.store.mongo;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Skips a test class, with the reason, where no containers can be run. Looks for a trace of Docker
 * first: Testcontainers takes seconds and writes pages of log to find that there is none.
 */
public final class NeedsDocker implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (!hasTrace()) {
      return skipped("there is no Docker socket and DOCKER_HOST is not set");
    }
    return DockerClientFactory.instance().isDockerAvailable()
        ? enabled("Docker answers")
        : skipped("Docker does not answer");
  }

  private static ConditionEvaluationResult skipped(String why) {
    return disabled(
        "No MongoDB replica set to test against: "
            + why
            + ". Start Docker, or name a server in "
            + MongoTestServer.URI_VARIABLE
            + " and run MongoStoreTest.");
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
