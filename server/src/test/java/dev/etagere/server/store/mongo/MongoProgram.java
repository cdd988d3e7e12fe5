package dev.etagere.server.store.mongo;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;

/**
 * A mongo-java-server in a process of its own: prints its port, and ends when its standard input
 * does, so that it cannot outlive the test that started it.
 */
public final class MongoProgram {
  private MongoProgram() {}

  public static void main(String[] arguments) throws IOException {
    MongoServer server = new MongoServer(new CopyingBackend());
    System.out.println(server.bind().getPort());
    while (System.in.read() >= 0) {
      // Nothing is expected.
    }
    server.shutdownNow();
  }
}
