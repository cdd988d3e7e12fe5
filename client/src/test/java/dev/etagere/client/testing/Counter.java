package dev.etagere.client.testing;

/** The value that most tests write. */
public record Counter(int count) {
  /** One more. */
  public Counter incremented() {
    return new Counter(count + 1);
  }
}
