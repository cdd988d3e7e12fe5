package dev.etagere.server.proof.keyed;

import dev.etagere.server.proof.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What the servers of a lane run on. */
interface Ground {
  ServerProcess startServer() throws Exception;

  /** How many servers there are at the same time, all on one store. */
  default int servers() {
    return 1;
  }

  /** Chooses the moment of the next kill, and what else is to break until then. */
  default Moment nextMoment(Random random) {
    Moment.Event event = random.nextBoolean() ? Moment.Event.SENT : Moment.Event.ANSWERED;
    return new Moment(event, 1 + random.nextInt(24));
  }

  /** From now on nothing breaks. */
  default void calm() {}

  /** Kills one, starts it again, and returns the servers to go on with. */
  default List<ServerProcess> kill(List<ServerProcess> running, Random random) throws Exception {
    List<ServerProcess> next = new ArrayList<>(running);
    int victim = random.nextInt(running.size());
    running.get(victim).kill();
    next.set(victim, startServer());
    return next;
  }
}
