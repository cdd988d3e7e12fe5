package dev.etagere.server.http.grizzly;

import dev.etagere.server.http.log.LogThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** A server with {@link SampleResource}. */
final class RunningServer implements AutoCloseable {
  static final GrizzlySettings SETTINGS = GrizzlySettings.of("localhost", 0).withWorkerThreads(4);

  private final SampleResource resource = new SampleResource();
  private final LogThread log = LogThread.start();
  private final GrizzlyServer server;

  RunningServer() {
    this(SETTINGS);
  }

  RunningServer(GrizzlySettings settings) {
    try {
      server =
          GrizzlyServer.start(
              settings,
              new ResourceConfig()
                  .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                  .register(resource),
              log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  GrizzlyServer server() {
    return server;
  }

  SampleResource resource() {
    return resource;
  }

  /** Waits until so many connections are left, for at most ten seconds. */
  void awaitConnections(int count) {
    awaitConnections(left -> left == count);
  }

  /** Waits until the number of connections is as wished for, for at most ten seconds. */
  void awaitConnections(IntPredicate wished) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!wished.test(server.connections())) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still " + server.connections() + " connections");
      }
      Thread.onSpinWait();
    }
  }

  /** Connects with a receive buffer of so many bytes. */
  RawConnection connect(int receiveBuffer) throws IOException {
    return new RawConnection(server.port(), receiveBuffer);
  }

  RawConnection connect() throws IOException {
    return new RawConnection(server.port());
  }

  @Override
  public void close() {
    resource.released.countDown();
    server.close();
    log.close();
  }
}
