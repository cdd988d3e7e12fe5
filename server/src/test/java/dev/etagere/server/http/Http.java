package dev.etagere.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.etagere.server.resource.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A client for tests: every request in one line, every answer whole. */
public record Http(URI base) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A request that is sent by {@link #send}. */
  public record Request(HttpRequest.Builder builder, String method, Content body) {
    public Request header(String name, String value) {
      builder.header(name, value);
      return this;
    }

    public Request ifMatch(String value) {
      return header("If-Match", value);
    }

    public Request ifNoneMatch(String value) {
      return header("If-None-Match", value);
    }

    /** With an Idempotency-Key of these characters, none of which needs an escape. */
    public Request key(String key) {
      return header("Idempotency-Key", '"' + key + '"');
    }

    public Request preferRepresentation() {
      return header("Prefer", "return=representation");
    }

    public Answer send() {
      HttpRequest request =
          builder
              .method(
                  method,
                  body.size() == 0
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofByteArray(body.bytes()))
              .build();
      try {
        HttpResponse<byte[]> response =
            CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response.headers(), Content.wrap(response.body()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** An answer. */
  public record Answer(int status, HttpHeaders headers, Content body) {
    public String text() {
      return body.utf8();
    }

    public JsonNode json() {
      try {
        return JSON.readTree(body.bytes());
      } catch (IOException e) {
        throw new UncheckedIOException("no JSON: " + text(), e);
      }
    }

    public boolean has(String field) {
      return headers.firstValue(field).isPresent();
    }

    public List<String> all(String field) {
      return headers.allValues(field);
    }

    public String field(String name) {
      return headers
          .firstValue(name)
          .orElseThrow(() -> new AssertionError("no " + name + " in " + headers.map()));
    }

    public String etag() {
      return field("ETag");
    }

    @Override
    public String toString() {
      return status + " " + headers.map() + "\n" + text();
    }
  }

  public Request request(String method, String path, byte[] body) {
    return new Request(
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30)),
        method,
        Content.wrap(body));
  }

  public Request get(String path) {
    return request("GET", path, new byte[0]);
  }

  public Request put(String path, String json) {
    return json("PUT", path, json);
  }

  public Request post(String path, String json) {
    return json("POST", path, json);
  }

  public Request delete(String path) {
    return request("DELETE", path, new byte[0]);
  }

  public Request mergePatch(String path, String patch) {
    return request("PATCH", path, patch.getBytes(StandardCharsets.UTF_8))
        .header("Content-Type", "application/merge-patch+json");
  }

  public Request jsonPatch(String path, String patch) {
    return request("PATCH", path, patch.getBytes(StandardCharsets.UTF_8))
        .header("Content-Type", "application/json-patch+json");
  }

  private Request json(String method, String path, String json) {
    return request(method, path, json.getBytes(StandardCharsets.UTF_8))
        .header("Content-Type", "application/json");
  }

  /** The path of a resource that no other test uses. */
  public static String fresh(String collection) {
    return "/v1/" + collection + "/" + UUID.randomUUID();
  }

  /** A key that no other test uses. */
  public static String freshKey() {
    return UUID.randomUUID().toString();
  }

  /** Creates a resource and returns its entity tag. */
  public String create(String path, String json) {
    Answer created = put(path, json).ifNoneMatch("*").send();
    if (created.status() != 201) {
      throw new AssertionError("not created: " + created);
    }
    return created.etag();
  }
}
