package dev.etagere.server.tool.feed;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes each document of a collection as a line, in the order of ids. */
public final class Export {
  private static final int PAGE = 200;
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"?next\"?");

  private final Api api;
  private final String collection;
  private final boolean withIds;
  private final LongConsumer progress;

  /**
   * Prepares an export.
   *
   * @param withIds whether a line is an item, with its id and entity tag, and not only a document
   * @param progress is told how many documents were written
   */
  public Export(Api api, String collection, boolean withIds, LongConsumer progress) {
    this.api = api;
    this.collection = collection;
    this.withIds = withIds;
    this.progress = progress;
  }

  /**
   * Writes all lines.
   *
   * @return how many there are
   * @throws FeedException if the server cannot be reached or does not give the collection
   * @throws IOException if they cannot be written
   */
  public long run(OutputStream out) throws IOException {
    long written = 0;
    Optional<String> path = Optional.of("/v1/" + collection + "?limit=" + PAGE);
    while (path.isPresent()) {
      HttpResponse<byte[]> page =
          api.send("GET", path.get(), Map.of("Accept", "application/json"), new byte[0]);
      if (page.statusCode() != 200) {
        throw new FeedException("The collection cannot be listed: " + Refusal.of(page) + ".", null);
      }
      for (byte[] item : Item.ofPage(page.body())) {
        out.write(line(item));
        out.write('\n');
        progress.accept(++written);
      }
      path = next(page);
    }
    out.flush();
    return written;
  }

  private byte[] line(byte[] item) throws IOException {
    byte[] line = item;
    if (!withIds) {
      line =
          Item.of(item).orElseThrow(() -> new IOException("an item has no value")).value().bytes();
    }
    // Line breaks stand only between tokens: within a string they are escaped.
    for (int i = 0; i < line.length; i++) {
      if (line[i] == '\n' || line[i] == '\r') {
        line[i] = ' ';
      }
    }
    return line;
  }

  private static Optional<String> next(HttpResponse<byte[]> page) {
    return page.headers().allValues("Link").stream()
        .map(NEXT::matcher)
        .filter(Matcher::find)
        .map(link -> link.group(1))
        .findFirst();
  }
}
