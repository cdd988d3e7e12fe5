package dev.etagere.server.resource;

/**
 * One state of one resource. The pair never comes back: the number grows by one with every change,
 * the deletion too, and the incarnation is drawn anew whenever the resource is created, so that
 * neither a re-creation nor a forgotten tombstone can repeat a pair.
 *
 * @param number 1, 2, 3 …
 * @param incarnation a random value, drawn when the resource was created
 */
public record Version(long number, long incarnation) {
  /**
   * Makes a version.
   *
   * @throws IllegalArgumentException if the number is below 1
   */
  public Version {
    if (number < 1) {
      throw new IllegalArgumentException("a version starts at 1, not at " + number);
    }
  }

  /** The first version of a resource of which nothing is stored. */
  public static Version first(long incarnation) {
    return new Version(1, incarnation);
  }

  /** The version that a change of this one makes. */
  public Version next() {
    return new Version(number + 1, incarnation);
  }

  /** The version that creating the resource again over this tombstone makes. */
  public Version recreated(long newIncarnation) {
    return new Version(number + 1, newIncarnation);
  }
}
