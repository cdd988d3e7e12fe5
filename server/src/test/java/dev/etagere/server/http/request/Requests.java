package dev.etagere.server.http.request;

import java.net.URI;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;

/** Requests as the filters get them, without a server. */
final class Requests {
  private static final URI BASE = URI.create("http://localhost/");

  private Requests() {}

  /** A GET with the lines of one field. */
  static ContainerRequest withField(String name, String... lines) {
    ContainerRequest request = get("/v1/notes/a");
    for (String line : lines) {
      request.header(name, line);
    }
    return request;
  }

  /** A GET of a raw target. */
  static ContainerRequest get(String target) {
    return new ContainerRequest(
        BASE,
        URI.create("http://localhost" + target),
        "GET",
        null,
        new MapPropertiesDelegate(),
        null);
  }
}
