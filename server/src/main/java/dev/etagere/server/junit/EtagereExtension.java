package dev.etagere.server.junit;

import dev.etagere.server.EtagereServer;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts a server for the tests of a class, on any free port, with an empty store of its own.
 * Registered in a static field it starts one for the class, in an instance field one for each test:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final EtagereExtension etagere = EtagereExtension.with(b -> b.collection("payments"));
 * }</pre>
 */
public final class EtagereExtension
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
  private final UnaryOperator<EtagereServer.Builder> configuration;
  private @Nullable EtagereServer server;
  private boolean perClass;

  private EtagereExtension(UnaryOperator<EtagereServer.Builder> configuration) {
    this.configuration = configuration;
  }

  /** A server with the collection {@code notes}. */
  public static EtagereExtension withDefaults() {
    return with(UnaryOperator.identity());
  }

  /** A server that is built as the function says. */
  public static EtagereExtension with(UnaryOperator<EtagereServer.Builder> configuration) {
    return new EtagereExtension(configuration);
  }

  /**
   * The running server.
   *
   * @throws IllegalStateException if none is running: not within a test, or not registered
   */
  public EtagereServer server() {
    EtagereServer running = server;
    if (running == null) {
      throw new IllegalStateException(
          "No server is running. Register the extension with @RegisterExtension, and ask for the"
              + " server within a test.");
    }
    return running;
  }

  /** The address of the running server. */
  public URI baseUri() {
    return server().baseUri();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    perClass = true;
    start();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (!perClass) {
      start();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (!perClass) {
      stop();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    stop();
  }

  private void start() {
    server = configuration.apply(EtagereServer.builder()).start();
  }

  private void stop() {
    EtagereServer running = server;
    server = null;
    if (running != null) {
      running.close();
    }
  }
}
