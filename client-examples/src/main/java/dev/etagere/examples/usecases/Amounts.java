package dev.etagere.examples.usecases;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a collection holds of one run: for each intent the amounts that were written for it. Read
 * from the list of the collection, which knows nothing of keys.
 */
record Amounts(Map<String, List<Integer>> byIntent) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

  /** The content of a resource that is one amount for one intent. */
  static String content(String intent, int amount) {
    return "{\"intent\":\"%s\",\"amount\":%d}".formatted(intent, amount);
  }

  /**
   * Reads all pages of a collection.
   *
   * @param run what the intents of this run begin with; those of others are left out
   * @throws IOException if the server cannot be reached, or does not answer 200
   */
  static Amounts read(HttpClient client, URI collection, String run)
      throws IOException, InterruptedException {
    Pattern item =
        Pattern.compile(
            "\\{\"intent\":\"(" + Pattern.quote(run) + "[^\"]*)\",\"amount\":(-?\\d{1,9})[,}]");
    Map<String, List<Integer>> found = new TreeMap<>();
    Optional<URI> page = Optional.of(collection);
    while (page.isPresent()) {
      HttpRequest request = HttpRequest.newBuilder(page.get()).timeout(PATIENCE).build();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw Unexpected.answer("GET", response);
      }
      for (MatchResult match : item.matcher(response.body()).results().toList()) {
        found
            .computeIfAbsent(match.group(1), intent -> new ArrayList<>())
            .add(Integer.valueOf(match.group(2)));
      }
      page = next(response);
    }
    return new Amounts(found);
  }

  /** How many were written. */
  int count() {
    return byIntent.values().stream().mapToInt(List::size).sum();
  }

  /** What they come to. */
  int sum() {
    return byIntent.values().stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
  }

  private static Optional<URI> next(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Link")
        .map(NEXT::matcher)
        .filter(Matcher::find)
        .map(link -> response.uri().resolve(link.group(1)));
  }
}
