package dev.etagere.server.http.grizzly;

import dev.etagere.server.http.grizzly.body.BodyGate;
import dev.etagere.server.http.grizzly.guard.ConnectionGuard;

/** The levels of a server's parts. */
record CurrentLevels(Admission admission, InFlight inFlight, ConnectionGuard guard, BodyGate bodies)
    implements Levels {
  @Override
  public int waitingRequests() {
    return admission.waiting();
  }

  @Override
  public int busyWorkers() {
    return admission.running();
  }

  @Override
  public int requestsInFlight() {
    return inFlight.count();
  }

  @Override
  public int connections() {
    return guard.connections();
  }

  @Override
  public long bodyBytes() {
    return bodies.usedBytes();
  }

  @Override
  public long answerBytes() {
    return guard.waitingAnswerBytes();
  }

  @Override
  public long overdueConnections() {
    return guard.overdueConnections();
  }

  @Override
  public long evictedReaders() {
    return guard.evictedReaders();
  }
}
