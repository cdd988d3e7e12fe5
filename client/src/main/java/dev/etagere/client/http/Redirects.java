package dev.etagere.client.http;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Follows redirects (RFC 9110 §15.4) within one origin only, so that neither credentials nor a
 * change ever go where the caller did not send them.
 */
public final class Redirects {
  /** What is told when a redirect was not followed. */
  public static final String RULE =
      "A redirect is followed at most 5 times, within the same origin, and for a request that"
          + " changes something only as 307 or 308.";

  private static final int MOST = 5;

  private final Transport transport;

  /** Sends over this transport. */
  public Redirects(Transport transport) {
    this.transport = transport;
  }

  /** The answer; one of 3xx other than 304 if it was not followed. */
  public CompletableFuture<Answer> send(Ask ask, Duration timeout) {
    return send(ask, System.nanoTime() + timeout.toNanos(), timeout, MOST);
  }

  private CompletableFuture<Answer> send(Ask ask, long end, Duration timeout, int left) {
    return transport
        .send(ask, timeout)
        .thenCompose(
            answer -> {
              if (left == 0 || !isFollowed(ask, answer)) {
                return CompletableFuture.completedFuture(answer);
              }
              Duration rest = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
              return send(ask.at(target(ask, answer)), end, rest, left - 1);
            });
  }

  private static boolean isFollowed(Ask ask, Answer answer) {
    boolean redirect =
        switch (answer.status()) {
          case 307, 308 -> true;
          case 301, 302 -> ask.isSafe();
          default -> false;
        };
    return redirect && isSameOrigin(ask.uri(), target(ask, answer));
  }

  /** The URI itself if there is no valid Location: following that ends at the limit. */
  private static URI target(Ask ask, Answer answer) {
    try {
      return answer.field("Location").map(ask.uri()::resolve).orElse(ask.uri());
    } catch (IllegalArgumentException malformed) {
      return ask.uri();
    }
  }

  private static boolean isSameOrigin(URI one, URI other) {
    return origin(one).equalsIgnoreCase(origin(other));
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
