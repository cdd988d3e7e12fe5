package dev.etagere.server.tool.feed.api;

import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.tool.feed.Destination;
import dev.etagere.server.tool.feed.FeedException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A collection of a running server.
 *
 * @param api the server
 * @param collection its name
 */
public record ApiDestination(Api api, String collection) implements Destination {
  private static final String JSON = "application/json";

  @Override
  public Result create(@Nullable ResourceId id, String key, Content document) {
    return id == null ? post(key, document) : put(path() + "/" + id, key, document);
  }

  private String path() {
    return "/v1/" + collection;
  }

  private Result post(String key, Content document) {
    Map<String, String> fields = Map.of("Content-Type", JSON, "Idempotency-Key", '"' + key + '"');
    return result(api.send("POST", path(), fields, document.bytes()));
  }

  private Result put(String url, String key, Content document) {
    Map<String, String> fields =
        Map.of("Content-Type", JSON, "Idempotency-Key", '"' + key + '"', "If-None-Match", "*");
    HttpResponse<byte[]> answer = api.send("PUT", url, fields, document.bytes());
    if (answer.statusCode() == 412) {
      HttpResponse<byte[]> there = api.send("GET", url, Map.of(), new byte[0]);
      if (there.statusCode() == 200 && Arrays.equals(there.body(), document.bytes())) {
        return new Result.Unchanged();
      }
    }
    return result(answer);
  }

  private Result result(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status == 404) {
      throw new FeedException("The server has no collection " + path() + " for you.", null);
    }
    if (status == 201 || status == 200 || status == 204) {
      boolean made = status == 201 && answer.headers().firstValue("Idempotent-Replayed").isEmpty();
      return made ? new Result.Created() : new Result.Unchanged();
    }
    return new Result.Refused(Refusal.of(answer));
  }
}
