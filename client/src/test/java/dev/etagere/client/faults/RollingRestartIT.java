package dev.etagere.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoServer;
import dev.etagere.client.EtagereClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three servers on one store behind a balancer, told to stop and started again one after the other
 * while clients work. A client with the rules that are the default sees no error at all.
 */
@Timeout(600)
class RollingRestartIT {
  private static final int SERVERS = 3;
  private static final int RESTART_AFTER = 60;

  @TempDir Path folder;

  private final List<KillableServer> servers = new ArrayList<>();

  @Test
  void clients_ofServersRestartedOneByOne_seeNoError() throws Exception {
    MongoServer mongo = MongoInMemory.server();
    try {
      String uri = mongo.bindAndGetConnectionString();
      for (int i = 0; i < SERVERS; i++) {
        Path own = Files.createDirectory(folder.resolve("server" + i));
        servers.add(new KillableServer(own, "--mongo-uri", uri));
      }
      try (Balancer balancer = new Balancer(servers.stream().map(KillableServer::uri).toList())) {
        Every restarting = restarting(balancer);
        // Any exception fails the run: nothing here is more patient than the default.
        FaultRun run = new FaultRun("rolling restart", EtagereClient.of(balancer.uri()));
        run.count(SERVERS * RESTART_AFTER, restarting);
        run.pay(SERVERS * RESTART_AFTER, restarting);
        System.out.printf(
            "faults: rolling restart: %d restarts; %s%n", restarting.done(), balancer);
        assertThat(restarting.done()).isEqualTo(2 * SERVERS);
      }
    } finally {
      servers.forEach(KillableServer::close);
      mongo.shutdownNow();
    }
  }

  private Every restarting(Balancer balancer) {
    int[] next = {0};
    return new Every(
        RESTART_AFTER,
        () -> {
          int number = next[0]++ % SERVERS;
          servers.get(number).stopAndStart();
          balancer.serverIsAt(number, servers.get(number).uri());
        });
  }
}
