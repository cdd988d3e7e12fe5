package dev.etagere.server.http.grizzly;

import java.net.URI;
import java.net.URISyntaxException;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.util.Header;

/** The URIs of a request, with its target exactly as it was sent. */
final class RequestUris {
  private volatile Base last = new Base("", URI.create("/"));

  private record Base(String origin, URI uri) {}

  /** {@code scheme://host[:port]/}. */
  URI base(Request request) throws URISyntaxException {
    String origin = origin(request);
    Base known = last;
    if (known.origin().equals(origin)) {
      return known.uri();
    }
    Base base = new Base(origin, new URI(origin + "/"));
    last = base;
    return base.uri();
  }

  /**
   * The base and the raw target. It is joined as text behind the authority: resolved against the
   * base, a path that begins with {@code //} would become an authority.
   */
  URI target(Request request) throws URISyntaxException {
    String query = request.getQueryString();
    String path = origin(request) + request.getRequestURI();
    return new URI(query == null ? path : path + "?" + query);
  }

  private static String origin(Request request) {
    String host = request.getHeader(Header.Host);
    String authority = host == null ? "localhost:" + request.getLocalPort() : host;
    return request.getScheme() + "://" + authority;
  }
}
