package dev.etagere.server.proof.many;

import dev.etagere.server.proof.ServerProcess;
import dev.etagere.server.store.mongo.MongoTestServer;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Three servers in processes of their own on one database, which share nothing else. */
final class ThreeServers implements AutoCloseable {
  private static final int COUNT = 3;

  private final MongoTestServer mongo = MongoTestServer.start();
  private final List<ServerProcess> servers = new ArrayList<>();

  /**
   * Starts them.
   *
   * @param folder where no configuration file lies
   */
  static ThreeServers start(Path folder) throws IOException {
    ThreeServers three = new ThreeServers();
    try {
      String database = three.mongo.newDatabase();
      for (int i = 0; i < COUNT; i++) {
        three.servers.add(three.start(folder, database));
      }
      return three;
    } catch (IOException | RuntimeException | Error e) {
      three.close();
      throw e;
    }
  }

  private ServerProcess start(Path folder, String database) throws IOException {
    File log = folder.resolve("server.log").toFile();
    List<String> arguments =
        List.of("--mongo-uri", mongo.uri(), "--mongo-database", database, "--collection", "notes");
    return ServerProcess.start(
        System.getProperty("java.class.path"), List.of(), arguments, folder, log);
  }

  /** Their addresses. */
  List<URI> bases() {
    return servers.stream().map(server -> server.http().base()).toList();
  }

  @Override
  public void close() {
    servers.forEach(ServerProcess::kill);
    mongo.close();
  }
}
