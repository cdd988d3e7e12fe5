package dev.etagere.server.tool.feed;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Writes each document of a collection as a line, in the order of ids. */
public final class Export {
  private final Source source;
  private final boolean withIds;
  private final LongConsumer progress;
  private long written;

  /**
   * Prepares an export.
   *
   * @param withIds whether a line is an item, with its id and entity tag, and not only a document
   * @param progress is told how many documents were written
   */
  public Export(Source source, boolean withIds, LongConsumer progress) {
    this.source = source;
    this.withIds = withIds;
    this.progress = progress;
  }

  /**
   * Writes all lines.
   *
   * @return how many there are
   * @throws FeedException if the source does not give the collection
   * @throws IOException if they cannot be written
   */
  public long run(OutputStream out) throws IOException {
    source.read(
        withIds,
        json -> {
          out.write(line(json));
          out.write('\n');
          progress.accept(++written);
        });
    out.flush();
    return written;
  }

  /** Line breaks stand only between tokens: within a string they are escaped. */
  private static byte[] line(byte[] json) {
    byte[] line = json;
    for (int i = 0; i < json.length; i++) {
      if (json[i] == '\n' || json[i] == '\r') {
        // The bytes may be those of a document that others read.
        line = line == json ? json.clone() : line;
        line[i] = ' ';
      }
    }
    return line;
  }
}
