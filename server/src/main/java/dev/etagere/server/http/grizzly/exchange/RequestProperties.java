package dev.etagere.server.http.grizzly.exchange;

/**
 * Names of the properties that a JAX-RS request carries between this server and the endpoints.
 *
 * <p>The target as it was sent needs no property: {@code UriInfo.getRequestUri().getRawPath()} and
 * {@code getRawQuery()} are the bytes of the request line. Only a '?' with nothing behind it is
 * lost.
 */
public final class RequestProperties {
  /** The request's id, a String: set before any filter runs, and sent as {@code X-Request-Id}. */
  public static final String REQUEST_ID = "etagere.requestId";

  /** Who is calling, a String for the access log: set by whoever authenticates the request. */
  public static final String CALLER = "etagere.caller";

  /** Where the request comes from, a {@link java.net.SocketAddress}. */
  public static final String PEER = "etagere.peer";

  /**
   * The content of the request, a {@code byte[]} that nobody changes any more, where it is there in
   * one piece; the stream gives the same.
   */
  public static final String CONTENT = "etagere.content";

  /**
   * What the request came to, a String out of a small set: set by whoever knows it best, and not
   * replaced by others.
   */
  public static final String OUTCOME = "etagere.outcome";

  /**
   * The entity tag of the version that a change replaced, a String, or {@code -} if there was none:
   * set by an endpoint for the audit log, and only where something was changed.
   */
  public static final String REPLACED = "etagere.replaced";

  private RequestProperties() {}
}
