package dev.etagere.server.http.grizzly.guard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Counts connections, in all and of each address. */
final class Places {
  /** The smallest part of IPv6 that one customer gets: counting addresses would bound nobody. */
  private static final int IPV6_NETWORK_BYTES = 8;

  private final int max;
  private final int maxPerAddress;
  private final Map<Object, Integer> taken = new HashMap<>();
  private int all;

  Places(int max, int maxPerAddress) {
    this.max = max;
    this.maxPerAddress = maxPerAddress;
  }

  /** Takes a place. If there is one, {@link #leave} must follow. */
  synchronized boolean take(Object network) {
    if (all >= max || taken.getOrDefault(network, 0) >= maxPerAddress) {
      return false;
    }
    all++;
    taken.merge(network, 1, Integer::sum);
    return true;
  }

  synchronized void leave(Object network) {
    all--;
    taken.computeIfPresent(network, (key, count) -> count > 1 ? count - 1 : null);
  }

  /** How many places are taken. */
  synchronized int taken() {
    return all;
  }

  /** What counts as one address. */
  static Object network(Object peer) {
    if (!(peer instanceof InetSocketAddress socket)) {
      return peer;
    }
    InetAddress address = socket.getAddress();
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address
        ? Arrays.toString(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES))
        : address;
  }
}
