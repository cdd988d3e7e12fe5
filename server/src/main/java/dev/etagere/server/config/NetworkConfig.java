package dev.etagere.server.config;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the server meets a network.
 *
 * @param auth who may do what
 * @param allowAnonymousOnNetwork dangerous: lets whoever reaches the server do everything
 * @param connections open at the same time
 * @param connectionsPerAddress open at the same time from one address
 * @param requestsPerSecond of one caller; 0 for any number
 * @param tls certificate and key; empty for plain HTTP
 * @param corsOrigins whose pages may use this server from a browser
 * @param plainPort besides TLS, a port without it; 0 for any free one, empty for none
 * @param deadlines how long clients and requests may take
 * @param capacity how much is done at once
 */
public record NetworkConfig(
    AuthConfig auth,
    boolean allowAnonymousOnNetwork,
    int connections,
    int connectionsPerAddress,
    int requestsPerSecond,
    Optional<TlsConfig> tls,
    ImmutableSet<String> corsOrigins,
    OptionalInt plainPort,
    Deadlines deadlines,
    Capacity capacity) {
  /** A server of which nothing was said: nobody is asked who it is, so it belongs on loopback. */
  public static final NetworkConfig DEFAULT =
      new NetworkConfig(
          AuthConfig.NONE,
          false,
          2000,
          256,
          0,
          Optional.empty(),
          ImmutableSet.of(),
          OptionalInt.empty(),
          Deadlines.DEFAULT,
          Capacity.DEFAULT);

  /** More connections than a process usually may open files. */
  public static final int MAX_CONNECTIONS = 1_000_000;

  /** More than a machine answers. */
  public static final int MAX_REQUESTS_PER_SECOND = 1_000_000;

  /** The same with another answer to who may do what. */
  public NetworkConfig withAuth(AuthConfig other) {
    return new NetworkConfig(
        other,
        allowAnonymousOnNetwork,
        connections,
        connectionsPerAddress,
        requestsPerSecond,
        tls,
        corsOrigins,
        plainPort,
        deadlines,
        capacity);
  }

  /** The same with other numbers of connections. */
  public NetworkConfig withConnections(int all, int perAddress) {
    return new NetworkConfig(
        auth,
        allowAnonymousOnNetwork,
        all,
        perAddress,
        requestsPerSecond,
        tls,
        corsOrigins,
        plainPort,
        deadlines,
        capacity);
  }

  /** The same with another rate of requests. */
  public NetworkConfig withRequestsPerSecond(int rate) {
    return new NetworkConfig(
        auth,
        allowAnonymousOnNetwork,
        connections,
        connectionsPerAddress,
        rate,
        tls,
        corsOrigins,
        plainPort,
        deadlines,
        capacity);
  }

  /** The same with or without the danger. */
  public NetworkConfig withAllowAnonymousOnNetwork(boolean allow) {
    return new NetworkConfig(
        auth,
        allow,
        connections,
        connectionsPerAddress,
        requestsPerSecond,
        tls,
        corsOrigins,
        plainPort,
        deadlines,
        capacity);
  }

  /** The same with or without TLS. */
  public NetworkConfig withTls(Optional<TlsConfig> other) {
    return new NetworkConfig(
        auth,
        allowAnonymousOnNetwork,
        connections,
        connectionsPerAddress,
        requestsPerSecond,
        other,
        corsOrigins,
        plainPort,
        deadlines,
        capacity);
  }

  /** The same with other origins. */
  public NetworkConfig withCorsOrigins(ImmutableSet<String> origins) {
    return new NetworkConfig(
        auth,
        allowAnonymousOnNetwork,
        connections,
        connectionsPerAddress,
        requestsPerSecond,
        tls,
        origins,
        plainPort,
        deadlines,
        capacity);
  }

  /** The same with or without a port without TLS. */
  public NetworkConfig withPlainPort(OptionalInt port) {
    return new NetworkConfig(
        auth,
        allowAnonymousOnNetwork,
        connections,
        connectionsPerAddress,
        requestsPerSecond,
        tls,
        corsOrigins,
        port,
        deadlines,
        capacity);
  }

  /** The same with other deadlines and another capacity. */
  public NetworkConfig with(Deadlines otherDeadlines, Capacity otherCapacity) {
    return new NetworkConfig(
        auth,
        allowAnonymousOnNetwork,
        connections,
        connectionsPerAddress,
        requestsPerSecond,
        tls,
        corsOrigins,
        plainPort,
        otherDeadlines,
        otherCapacity);
  }

  /** Whether only this machine can reach a server that listens there. */
  public static boolean isLoopback(String listen) {
    return InetAddresses.isInetAddress(listen)
        ? InetAddresses.forString(listen).isLoopbackAddress()
        // RFC 6761 §6.3: it is always loopback.
        : listen.equalsIgnoreCase("localhost");
  }
}
