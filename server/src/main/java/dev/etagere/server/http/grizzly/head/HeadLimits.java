package dev.etagere.server.http.grizzly.head;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How large a request's head may be.
 *
 * @param maxHeadBytes request line and header section together, in bytes
 * @param maxFields number of field lines
 * @param maxTargetBytes length of the request target, in bytes
 */
public record HeadLimits(int maxHeadBytes, int maxFields, int maxTargetBytes) {
  /** 16 KiB in all, 100 field lines, a target of 8 KiB. */
  public static final HeadLimits DEFAULT = new HeadLimits(16 * 1024, 100, 8 * 1024);

  public HeadLimits {
    checkArgument(maxFields > 0, "maxFields must be positive, but is %s", maxFields);
    checkArgument(maxTargetBytes > 0, "maxTargetBytes must be positive, but is %s", maxTargetBytes);
    checkArgument(
        maxHeadBytes > maxTargetBytes,
        "maxHeadBytes (%s) must be larger than maxTargetBytes (%s), or no request with the longest"
            + " target could be sent",
        maxHeadBytes,
        maxTargetBytes);
  }
}
