package dev.etagere.server.proof.keyed;

import dev.etagere.server.proof.ServerProcess;
import java.util.Random;

/** What the servers of a lane run on. */
interface Ground {
  ServerProcess startServer() throws Exception;

  /** Chooses the moment of the next kill, and what else is to break until then. */
  default Moment nextMoment(Random random) {
    Moment.Event event = random.nextBoolean() ? Moment.Event.SENT : Moment.Event.ANSWERED;
    return new Moment(event, 1 + random.nextInt(24));
  }

  /** From now on nothing breaks. */
  default void calm() {}

  /** Kills, starts again what was killed, and returns the server to go on with. */
  default ServerProcess kill(ServerProcess server, Random random) throws Exception {
    server.kill();
    return startServer();
  }
}
