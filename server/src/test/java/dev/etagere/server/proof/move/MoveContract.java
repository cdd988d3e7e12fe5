package dev.etagere.server.proof.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.etagere.server.proof.CommandProcess;
import dev.etagere.server.proof.ServerProcess;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.Content;
import dev.etagere.server.store.StoreFixtures;
import dev.etagere.server.store.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Stores are moved by the program in processes of its own, to a database and back. */
interface MoveContract {
  List<String> JAVA = List.of("-Detagere.dangerous.allowLostUpdates=true");
  String CONFIG =
      """
      collections:
        notes: {}
        payments: {idempotencyKey: required}
        places: {naturalKey: [country, number]}
        orders: {query: [status, total, owner.id]}
      """;

  /** The database's connection string. */
  String uri();

  /** An empty folder. */
  Path folder();

  @Test
  default void tagsAndKeys_movedThereAndBack_areAsGoodAsBefore() throws Exception {
    HeldPromises held = new HeldPromises();
    String database = newDatabase();
    List<String> inMongo = List.of("--mongo-uri", uri(), "--mongo-database", database);
    try (ServerProcess server = start(List.of("--data", path("here")))) {
      held.take(server.http());
      held.takeWholeList(server.http());
      held.assertKept(server.http());
    }

    copy("--from", path("here"), "--to", uri(), "--to-database", database);
    try (ServerProcess server = start(inMongo)) {
      held.assertKept(server.http());
      held.assertCanBeChanged(server.http());
    }

    copy("--from", uri(), "--from-database", database, "--to", path("back"));
    try (ServerProcess server = start(List.of("--data", path("back")))) {
      held.assertKept(server.http());
      held.assertCanBeChanged(server.http());
      held.assertKept(server.http());
    }
  }

  @Test
  default void copy_killedInTheMiddle_goesOnWhenItIsRunAgain() throws Exception {
    Path many = folder().resolve("many");
    int documents = 8_000;
    try (SqliteStore store = SqliteStore.open(many, Set.of(new CollectionName("notes")))) {
      Content content = Content.ofUtf8("{\"text\":\"" + "x".repeat(1_000) + "\"}");
      List.of(0, 1, 2, 3, 4, 5, 6, 7).parallelStream()
          .forEach(
              part -> {
                for (int i = 0; i < documents / 8; i++) {
                  store.insert(
                      new CollectionName("notes"),
                      StoreFixtures.live("n%d-%05d".formatted(part, i), content));
                }
              });
    }
    String database = killedInTheMiddle(many);

    CommandProcess refused =
        CommandProcess.run(
            folder(), "copy", "--from", path("here"), "--to", uri(), "--to-database", database);
    assertThat(refused.code()).isEqualTo(1);

    String output = copy("--from", many.toString(), "--to", uri(), "--to-database", database);

    assertThat(output)
        .contains("goes on", "8,000 read back and equal")
        .doesNotContain(" 0 skipped");
    try (MongoClient client = MongoClients.create(uri())) {
      assertThat(client.getDatabase(database).getCollection("notes").countDocuments())
          .isEqualTo(documents);
    }
  }

  /** Kills a copy after its first documents; where it was faster, another one. */
  private String killedInTheMiddle(Path many) throws Exception {
    try (MongoClient client = MongoClients.create(uri())) {
      for (int attempt = 0; attempt < 10; attempt++) {
        String name = newDatabase();
        MongoDatabase database = client.getDatabase(name);
        Process copy =
            CommandProcess.start(
                folder(),
                folder().resolve("killed.log"),
                "copy",
                "--from",
                many.toString(),
                "--to",
                uri(),
                "--to-database",
                name);
        while (copy.isAlive() && database.getCollection("notes").estimatedDocumentCount() == 0) {
          copy.waitFor(1, TimeUnit.MILLISECONDS);
        }
        copy.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
        if (database.getCollection("etagere_copy").countDocuments() == 1
            && database.getCollection("notes").countDocuments() > 0) {
          return name;
        }
      }
    }
    throw new AssertionError("every copy ended before its kill; see " + folder());
  }

  private String copy(String... options) throws Exception {
    String[] arguments =
        Stream.concat(Stream.of("copy"), Arrays.stream(options)).toArray(String[]::new);
    CommandProcess run = CommandProcess.run(folder(), arguments);
    assertThat(run.code()).as("%s", run).isZero();
    return run.output();
  }

  private ServerProcess start(List<String> arguments) throws Exception {
    Files.writeString(folder().resolve("etagere.yaml"), CONFIG);
    return ServerProcess.start(
        System.getProperty("java.class.path"),
        JAVA,
        arguments,
        folder(),
        folder().resolve("server.log").toFile());
  }

  private String path(String name) {
    return folder().resolve(name).toString();
  }

  private static String newDatabase() {
    return "etagere_test_" + UUID.randomUUID().toString().replace("-", "");
  }
}
