package dev.etagere.client.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.etagere.client.http.Answer;
import dev.etagere.client.http.Ask;
import dev.etagere.client.resource.Page;
import dev.etagere.client.resource.Selection;
import dev.etagere.client.resource.Versioned;
import dev.etagere.client.retry.Answered;
import dev.etagere.client.retry.Attempts;
import dev.etagere.client.retry.Deadline;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads collections in the form that Etagere lists them. */
public record Listing(Asks asks, Answers answers, Attempts attempts) {

  /** One page; where it begins after another, that one tells the selection. */
  public <T> CompletableFuture<Page<T>> page(
      String collection,
      Class<T> type,
      Selection selection,
      int limit,
      @Nullable String after,
      Deadline deadline) {
    String query = after == null ? "limit=" + limit + selection.toQuery() : query(after);
    Ask ask = asks.read(URI.create(asks.collection(collection) + "?" + query), null);
    return attempts
        .call(ask, deadline)
        .thenApply(
            answered -> {
              Page<T> page = read(ask, answered, type);
              if (page.next() != null && page.next().equals(after)) {
                throw answers
                    .failures()
                    .unexpected(
                        ask, answered.answer(), "The page says that it follows itself.", null);
              }
              return page;
            });
  }

  /** Only what follows the question mark, so that a page cannot lead to another place. */
  private static String query(String next) {
    return next.substring(next.indexOf('?') + 1);
  }

  private <T> Page<T> read(Ask ask, Answered answered, Class<T> type) {
    Answer answer = answered.answer();
    if (answer.status() != 200) {
      throw answers.failures().refused(ask, answered);
    }
    answers.requireJson(ask, answer);
    JsonNode page = answers.json().readOrMissing(answer.body());
    if (!page.path("items").isArray()) {
      throw answers.failures().unexpected(ask, answer, "The content has no list 'items'.", null);
    }
    List<Versioned<T>> items = new ArrayList<>();
    for (JsonNode item : page.path("items")) {
      items.add(item(ask, answer, item, type));
    }
    return new Page<>(items, next(ask, answer, page.path("next").textValue()));
  }

  private @Nullable String next(Ask ask, Answer answer, @Nullable String next) {
    try {
      return next == null ? null : new URI(next).toString();
    } catch (URISyntaxException e) {
      throw answers.failures().unexpected(ask, answer, "The next page has no URL: " + next, e);
    }
  }

  private <T> Versioned<T> item(Ask ask, Answer answer, JsonNode item, Class<T> type) {
    try {
      return new Versioned<>(
          item.required("id").asText(),
          answers.json().read(item.required("value"), type),
          item.required("etag").asText(),
          Answers.date(item.path("lastModified").asText()));
    } catch (IOException | IllegalArgumentException e) {
      throw answers
          .failures()
          .unexpected(ask, answer, "An item is not as expected: " + e.getMessage(), e);
    }
  }
}
