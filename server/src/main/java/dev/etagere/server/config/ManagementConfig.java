package dev.etagere.server.config;

import java.util.OptionalInt;

/**
 * Where health and metrics are shown.
 *
 * @param listen the IP address or host name that a port of their own listens on
 * @param port their own TCP port, 0 for any free one; empty shows them on the port of the resources
 * @param metrics whether anything is measured
 */
public record ManagementConfig(String listen, OptionalInt port, boolean metrics) {
  /** Of which nothing was said: on the port of the resources, measured. */
  public static final ManagementConfig DEFAULT =
      new ManagementConfig("127.0.0.1", OptionalInt.empty(), true);

  /**
   * Makes a configuration.
   *
   * @throws IllegalArgumentException if the address is empty or the port is out of range
   */
  public ManagementConfig {
    if (listen.isEmpty()) {
      throw new IllegalArgumentException("listen must not be empty");
    }
    port.ifPresent(
        number -> {
          if (number < 0 || number > ServerConfig.MAX_PORT) {
            throw new IllegalArgumentException(
                "port must be 0 to " + ServerConfig.MAX_PORT + ", not " + number);
          }
        });
  }

  /** The same on a port of its own, 0 for any free one. */
  public ManagementConfig withPort(int number) {
    return new ManagementConfig(listen, OptionalInt.of(number), metrics);
  }

  /** The same with another address. */
  public ManagementConfig withListen(String address) {
    return new ManagementConfig(address, port, metrics);
  }

  /** The same with or without metrics. */
  public ManagementConfig withMetrics(boolean measured) {
    return new ManagementConfig(listen, port, measured);
  }
}
