package dev.etagere.server.proof.keyed;

import dev.etagere.server.http.Http;
import dev.etagere.server.proof.ServerProcess;
import dev.etagere.server.proof.keyed.Stage.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * One kill after the other while clients write. Clients do not know of rounds: some are in the
 * middle of a first request when the server is killed, others repeat one for the second time.
 */
final class Lane implements Callable<Void> {
  private final String name;
  private final Ground ground;
  private final Tally tally;
  private final Random random;
  private final int rounds;
  private final Stage stage = new Stage();
  private final List<KeyedClient> clients;

  Lane(String name, Ground ground, Tally tally, int rounds, int clients, long seed) {
    this.name = name;
    this.ground = ground;
    this.tally = tally;
    this.rounds = rounds;
    this.random = new Random(seed);
    this.clients =
        IntStream.range(0, clients)
            .mapToObj(i -> name + "-" + i)
            .map(own -> new KeyedClient(own, stage, tally, new Random(random.nextLong())))
            .toList();
  }

  @Override
  public Void call() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients.size());
    List<ServerProcess> servers = new ArrayList<>();
    try {
      for (int i = 0; i < ground.servers(); i++) {
        servers.add(ground.startServer());
      }
      createLists(servers.get(0).http());
      List<Future<?>> parts = new ArrayList<>();
      clients.forEach(client -> parts.add(threads.submit(client::run)));
      for (int round = 0; round < rounds; round++) {
        Moment moment = ground.nextMoment(random);
        stage.open(new Scene(List.copyOf(servers), moment, list(round), false));
        moment.await();
        servers = ground.kill(servers, random);
        tally.count(Tally.Of.ROUNDS);
      }
      ground.calm();
      stage.open(new Scene(List.copyOf(servers), new Moment(Moment.Event.SENT, 0), list(0), true));
      for (Future<?> part : parts) {
        part.get(5, TimeUnit.MINUTES);
      }
      for (ServerProcess server : servers) {
        verify(server.http());
      }
      return null;
    } finally {
      threads.shutdownNow();
      servers.forEach(ServerProcess::kill);
    }
  }

  /** One for each round: a ledger remembers 256 changes, and all are asked for again in the end. */
  private void createLists(Http http) {
    for (int round = 0; round < rounds; round++) {
      http.create(list(round), "{\"list\":[]}");
    }
  }

  private String list(int round) {
    return "/v1/notes/" + name + "-list-" + round;
  }

  private void verify(Http http) {
    KeyedAftermath aftermath =
        new KeyedAftermath(http, tally, clients.stream().map(KeyedClient::belongings).toList());
    aftermath.checkOwn();
    aftermath.checkOrders();
    IntStream.range(0, rounds).mapToObj(this::list).forEach(aftermath::checkList);
  }
}
