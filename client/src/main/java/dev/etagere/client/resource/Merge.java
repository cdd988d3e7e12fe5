package dev.etagere.client.resource;

/** Joins an edit of one's own with what others have changed since. */
@FunctionalInterface
public interface Merge<T> {
  /**
   * What is to be written. May be called more than once, with the same {@code base} and {@code
   * mine} and ever newer {@code theirs}, so it must change neither them nor anything else.
   *
   * @param base what the edit began with
   * @param mine what the edit made of it
   * @param theirs what is there now
   */
  T merge(T base, T mine, T theirs);
}
