package dev.etagere.server.proof;

/** An entity tag, in which the number of the version can be read. */
public record Tag(String text) {
  /** The number of the version. */
  public long number() {
    return Long.parseLong(text.substring(1, text.indexOf('-')));
  }

  /** What stays the same until the resource is deleted. */
  public String incarnation() {
    return text.substring(text.indexOf('-'));
  }
}
