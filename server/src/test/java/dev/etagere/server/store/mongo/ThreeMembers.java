package dev.etagere.server.store.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * A replica set of three members in one container of the official image, for tests under {@link
 * NeedsDocker}. Members call each other, and clients call them, by the addresses that the set
 * names: so each port is the same inside and outside.
 */
public final class ThreeMembers implements AutoCloseable {
  private static final String IMAGE = "mongo:8.0";
  private static final int COUNT = 3;

  /** Long enough for the others to take over, and less than the client of a test waits. */
  private static final int STEP_DOWN_SECONDS = 6;

  private static final int CATCH_UP_SECONDS = 5;

  private final List<Integer> ports;
  private final GenericContainer<?> container;

  private ThreeMembers(List<Integer> ports, GenericContainer<?> container) {
    this.ports = ports;
    this.container = container;
  }

  /** Starts the members, makes them a set, and returns when it has a primary. */
  public static ThreeMembers start() {
    List<Integer> ports = freePorts();
    GenericContainer<?> container = container(ports);
    container.start();
    ThreeMembers members = new ThreeMembers(ports, container);
    try {
      members.initiate();
      return members;
    } catch (RuntimeException e) {
      container.close();
      throw e;
    }
  }

  private static GenericContainer<?> container(List<Integer> ports) {
    String members =
        ports.stream()
            .map(
                port ->
                    "mkdir -p /data/%1$d; mongod --replSet rs0 --bind_ip_all --port %1$d --dbpath /data/%1$d & "
                        .formatted(port))
            .collect(Collectors.joining());
    // wait gives the container the life of its members.
    GenericContainer<?> container =
        new GenericContainer<>(IMAGE).withCommand("bash", "-c", members + "wait");
    container.setPortBindings(ports.stream().map(port -> port + ":" + port).toList());
    return container.waitingFor(Wait.forLogMessage(".*Waiting for connections.*", COUNT));
  }

  /** Another process may take one until the container does; then the start fails and says so. */
  private static List<Integer> freePorts() {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < COUNT; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void initiate() {
    List<Document> members =
        IntStream.range(0, COUNT)
            .mapToObj(i -> new Document("_id", i).append("host", "127.0.0.1:" + ports.get(i)))
            .toList();
    Document set = new Document("_id", "rs0").append("members", members);
    String first = "mongodb://127.0.0.1:" + ports.get(0) + "/?directConnection=true";
    try (MongoClient client = MongoClients.create(first)) {
      client.getDatabase("admin").runCommand(new Document("replSetInitiate", set));
    }
    // Waits until there is a primary, which takes the write.
    try (MongoClient client = MongoClients.create(uri() + "&serverSelectionTimeoutMS=60000")) {
      client.getDatabase("admin").getCollection("started").insertOne(new Document());
    }
  }

  /** The connection string. */
  public String uri() {
    return ports.stream()
        .map(port -> "127.0.0.1:" + port)
        .collect(Collectors.joining(",", "mongodb://", "/?replicaSet=rs0"));
  }

  /** Makes the primary step down, whatever it is doing, and returns when there is another. */
  public void stepDown() {
    try (MongoClient client = MongoClients.create(uri() + "&serverSelectionTimeoutMS=60000")) {
      client
          .getDatabase("admin")
          .runCommand(
              new Document("replSetStepDown", STEP_DOWN_SECONDS)
                  .append("secondaryCatchUpPeriodSecs", CATCH_UP_SECONDS)
                  .append("force", true));
      client
          .getDatabase("admin")
          .getCollection("started")
          .withTimeout(1, TimeUnit.MINUTES)
          .insertOne(new Document());
    }
  }

  @Override
  public void close() {
    container.close();
  }
}
