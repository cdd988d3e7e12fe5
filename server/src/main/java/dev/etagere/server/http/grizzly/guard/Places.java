package dev.etagere.server.http.grizzly.guard;

import java.util.HashMap;
import java.util.Map;

/** Counts connections, in all and of each address. */
final class Places {
  private final int max;
  private final int maxPerAddress;
  private final Map<PeerNetwork, Integer> taken = new HashMap<>();
  private int all;

  Places(int max, int maxPerAddress) {
    this.max = max;
    this.maxPerAddress = maxPerAddress;
  }

  /** Takes a place. If there is one, {@link #leave} must follow. */
  synchronized boolean take(PeerNetwork network) {
    if (all >= max || taken.getOrDefault(network, 0) >= maxPerAddress) {
      return false;
    }
    all++;
    taken.merge(network, 1, Integer::sum);
    return true;
  }

  synchronized void leave(PeerNetwork network) {
    all--;
    taken.computeIfPresent(network, (key, count) -> count > 1 ? count - 1 : null);
  }

  /** How many places are taken. */
  synchronized int taken() {
    return all;
  }
}
