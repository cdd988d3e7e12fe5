package dev.etagere.server.tool.feed;

import java.io.IOException;

/** Where documents come from. */
public interface Source {
  /** What is done with a line. */
  interface Lines {
    /** Takes a line that may still have line breaks between its tokens. */
    void add(byte[] json) throws IOException;
  }

  /**
   * Gives each document of the collection, in the order of ids.
   *
   * @param withIds whether a line is an item, with its id and entity tag, and not only a document
   * @throws FeedException if the collection is not given
   * @throws IOException if a line cannot be taken
   */
  void read(boolean withIds, Lines lines) throws IOException;
}
