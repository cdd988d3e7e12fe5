package dev.etagere.server.proof.keyed;

import dev.etagere.server.proof.ServerProcess;
import dev.etagere.server.proof.process.Archive;
import dev.etagere.server.proof.process.Relay;
import dev.etagere.server.proof.process.Relay.Direction;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A database behind a relay, whose connections break on the way there and back. */
record Networked(Archive archive, List<String> arguments, Relay relay) implements Ground {
  @Override
  public ServerProcess startServer() throws Exception {
    // A start whose connection breaks ends with a message, as it should, and not with a server.
    calm();
    return archive.start(arguments);
  }

  /** A third of the kills come when the database has answered and Etagere has not heard it. */
  @Override
  public Moment nextMoment(Random random) {
    List<Moment.Event> events = List.of(Moment.Event.values());
    Moment.Event event = events.get(random.nextInt(events.size()));
    Moment moment = new Moment(event, 1 + random.nextInt(24));
    Direction cut = random.nextBoolean() ? Direction.TO_DATABASE : Direction.FROM_DATABASE;
    AtomicInteger untilCut = new AtomicInteger(1 + random.nextInt(40));
    relay.decideBy(
        direction ->
            (direction == Direction.FROM_DATABASE && moment.happens(Moment.Event.STORED))
                || (direction == cut && untilCut.decrementAndGet() == 0));
    return moment;
  }

  @Override
  public void calm() {
    relay.decideBy(direction -> false);
  }
}
