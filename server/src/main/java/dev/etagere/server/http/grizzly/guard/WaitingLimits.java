package dev.etagere.server.http.grizzly.guard;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * How many complete requests may wait for a worker, and how long.
 *
 * @param requests that wait at most; one more is refused at once
 * @param time after which a request is not begun any more: its caller has given up, or soon will
 * @param inAll after which a request must be done, from the moment it was complete
 */
public record WaitingLimits(int requests, Duration time, Duration inAll) {
  /** 256 requests, 5 seconds, 10 seconds in all. */
  public static final WaitingLimits DEFAULT =
      new WaitingLimits(256, Duration.ofSeconds(5), Duration.ofSeconds(10));

  /**
   * Makes limits.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public WaitingLimits {
    checkArgument(requests > 0, "requests must be positive, but is %s", requests);
    checkArgument(time.toMillis() > 0, "time must be positive, but is %s", time);
    checkArgument(inAll.toMillis() > 0, "inAll must be positive, but is %s", inAll);
  }
}
