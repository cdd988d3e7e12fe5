package dev.etagere.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.http.Http.Request;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends the requests that a description shows, with its examples for all that has one. */
final class OpenApiExamples {
  private final Http http;
  private final JsonNode document;
  private @Nullable String resource;

  OpenApiExamples(Http http, JsonNode document) {
    this.http = http;
    this.document = document;
  }

  /** Takes this path instead of the one of the examples. */
  void use(String path) {
    this.resource = path;
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  /** Sends a request with the only body there is, or none. */
  Answer send(String method, String path) {
    return sendEachBody(method, path).values().iterator().next();
  }

  /** Sends a request with each of its bodies in turn; answers by media type. */
  Map<String, Answer> sendEachBody(String method, String path) {
    JsonNode content =
        document.path("paths").path(path).path(method).path("requestBody").path("content");
    Map<String, Answer> answers = new LinkedHashMap<>();
    if (content.isMissingNode()) {
      answers.put("no content", request(method, path, new byte[0]).send());
    }
    for (Map.Entry<String, JsonNode> body : content.properties()) {
      JsonNode example = body.getValue().path("example");
      if (example.isMissingNode()) {
        throw new AssertionError("no example of " + method + " " + path);
      }
      byte[] bytes = example.toString().getBytes(UTF_8);
      answers.put(
          body.getKey(), request(method, path, bytes).header("Content-Type", body.getKey()).send());
    }
    return answers;
  }

  private Request request(String method, String path, byte[] body) {
    List<String> query = new ArrayList<>();
    Map<String, String> fields = new LinkedHashMap<>();
    String target = path;
    List<JsonNode> parameters = new ArrayList<>();
    document.path("paths").path(path).path("parameters").forEach(parameters::add);
    document.path("paths").path(path).path(method).path("parameters").forEach(parameters::add);
    for (JsonNode reference : parameters) {
      JsonNode parameter = resolved(reference);
      String name = parameter.path("name").asText();
      String example = example(parameter);
      if (example != null && parameter.path("in").asText().equals("query")) {
        query.add(name + "=" + URLEncoder.encode(example, UTF_8));
      } else if (example != null && parameter.path("in").asText().equals("header")) {
        fields.put(name, example);
      } else if (parameter.path("in").asText().equals("path")) {
        target = resource == null ? path.replace("{" + name + "}", example) : resource;
      }
    }
    if (fields.getOrDefault("If-Match", "").startsWith("\"")) {
      // The example of a tag stands for the one that GET answers.
      fields.put("If-Match", http.get(target).send().etag());
    }
    String url = query.isEmpty() ? target : target + "?" + String.join("&", query);
    Request request = http.request(method.toUpperCase(Locale.ROOT), url, body);
    fields.forEach(request::header);
    return request;
  }

  private static @Nullable String example(JsonNode parameter) {
    JsonNode example = parameter.path("example");
    if (example.isMissingNode() && parameter.path("examples").isObject()) {
      example = parameter.path("examples").iterator().next().path("value");
    }
    if (example.isArray()) {
      List<String> items = new ArrayList<>();
      example.forEach(item -> items.add(item.asText()));
      return String.join(",", items);
    }
    return example.isMissingNode() ? null : example.asText();
  }
}
