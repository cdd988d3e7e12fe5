package dev.etagere.server;

import dev.etagere.server.config.ServerConfig;
import java.net.URI;
import org.slf4j.LoggerFactory;

/** A server that only says what it was started with, and logs when it is closed. */
record RecordingServer(ServerConfig config) implements RunningServer {
  @Override
  public URI baseUri() {
    return URI.create("http://%s:%d/".formatted(host(), config.port()));
  }

  @Override
  public String storeDescription() {
    return "a store of the test";
  }

  @Override
  public void close() {
    LoggerFactory.getLogger(RecordingServer.class).info("closed");
  }

  private String host() {
    return config.listen().contains(":") ? "[" + config.listen() + "]" : config.listen();
  }
}
