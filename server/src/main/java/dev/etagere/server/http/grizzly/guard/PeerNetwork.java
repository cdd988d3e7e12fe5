package dev.etagere.server.http.grizzly.guard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is counted as one caller where nobody says who it is: an address, or of IPv6 a network of 64
 * bits, the least that one customer gets. Counting single addresses there would bound nobody.
 *
 * @param text the address, or the first of the network
 */
public record PeerNetwork(String text) {
  private static final int IPV6_NETWORK_BYTES = 8;

  /** The network of a peer; one for all whose address is not known. */
  public static PeerNetwork of(@Nullable Object peer) {
    if (!(peer instanceof InetSocketAddress socket) || socket.getAddress() == null) {
      return new PeerNetwork("unknown");
    }
    InetAddress address = socket.getAddress();
    return new PeerNetwork(
        address instanceof Inet6Address six ? network(six) : address.getHostAddress());
  }

  private static String network(Inet6Address address) {
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, IPV6_NETWORK_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 16 bytes", e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
