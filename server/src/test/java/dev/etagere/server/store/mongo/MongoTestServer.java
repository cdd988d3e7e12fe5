package dev.etagere.server.store.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The MongoDB that a test class runs against, with databases of its own that are dropped when it is
 * closed. Start one for each class.
 */
public final class MongoTestServer implements AutoCloseable {
  /** Names a server to test against, instead of the one in memory. */
  public static final String URI_VARIABLE = "ETAGERE_TEST_MONGO_URI";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String uri;
  private final Runnable stop;
  private final Queue<String> databases = new ConcurrentLinkedQueue<>();

  private MongoTestServer(String uri, Runnable stop) {
    this.uri = uri;
    this.stop = stop;
  }

  /**
   * The server that {@code ETAGERE_TEST_MONGO_URI} names, or else a mongo-java-server in memory,
   * which starts at once.
   */
  public static MongoTestServer start() {
    String named = System.getenv(URI_VARIABLE);
    return named == null || named.isBlank() ? inMemory() : new MongoTestServer(named, () -> {});
  }

  /** A mongo-java-server in memory, whatever the environment says. */
  public static MongoTestServer inMemory() {
    MongoServer server = new MongoServer(new CopyingBackend());
    return new MongoTestServer(server.bindAndGetConnectionString(), server::shutdownNow);
  }

  /** A replica set of three members in a container, for tests under {@link NeedsDocker}. */
  public static MongoTestServer replicaSet() {
    ThreeMembers members = ThreeMembers.start();
    return new MongoTestServer(members.uri(), members::close);
  }

  /** The connection string, with a database in it or without. */
  public String uri() {
    return uri;
  }

  /** A random name; the database is dropped when this is closed. */
  public String newDatabase() {
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    String name = "etagere_test_" + HexFormat.of().formatHex(random);
    databases.add(name);
    return name;
  }

  @Override
  public void close() {
    try (MongoClient client = MongoClients.create(uri)) {
      databases.forEach(name -> client.getDatabase(name).drop());
    } finally {
      stop.run();
    }
  }
}
