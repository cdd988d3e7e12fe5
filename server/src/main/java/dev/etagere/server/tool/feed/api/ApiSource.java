package dev.etagere.server.tool.feed.api;

import dev.etagere.server.tool.feed.FeedException;
import dev.etagere.server.tool.feed.Item;
import dev.etagere.server.tool.feed.Source;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A collection of a running server, read page by page.
 *
 * @param api the server
 * @param collection its name
 */
public record ApiSource(Api api, String collection) implements Source {
  private static final int PAGE = 200;
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"?next\"?");

  @Override
  public void read(boolean withIds, Lines lines) throws IOException {
    Optional<String> path = Optional.of("/v1/" + collection + "?limit=" + PAGE);
    while (path.isPresent()) {
      HttpResponse<byte[]> page =
          api.send("GET", path.get(), Map.of("Accept", "application/json"), new byte[0]);
      if (page.statusCode() != 200) {
        throw new FeedException("The collection cannot be listed: " + Refusal.of(page) + ".", null);
      }
      for (byte[] item : Item.ofPage(page.body())) {
        lines.add(withIds ? item : document(item));
      }
      path = next(page);
    }
  }

  private static byte[] document(byte[] item) throws IOException {
    return Item.of(item).orElseThrow(() -> new IOException("an item has no value")).value().bytes();
  }

  private static Optional<String> next(HttpResponse<byte[]> page) {
    return page.headers().allValues("Link").stream()
        .map(NEXT::matcher)
        .filter(Matcher::find)
        .map(link -> link.group(1))
        .findFirst();
  }
}
