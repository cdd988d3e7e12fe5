package dev.etagere.server.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Request;
import java.util.Optional;

/**
 * One change that a client asks for.
 *
 * @param parent the state that the client saw
 * @param body what is sent, empty for a deletion
 * @param result what the resource holds if the change is made, missing if it is deleted
 */
record Change(String path, Kind kind, Seen parent, String body, JsonNode result) {
  enum Kind {
    CREATE,
    REPLACE,
    /** A replacement by the content that is there. */
    REPEAT,
    PATCH,
    DELETE
  }

  /** What a client knows of a resource: empty if there was none. */
  record Seen(Optional<Tag> tag, String content) {
    static final Seen NOTHING = new Seen(Optional.empty(), "");

    static Seen of(String etag, String content) {
      return new Seen(Optional.of(new Tag(etag)), content);
    }
  }

  Request on(Http http) {
    return switch (kind) {
      case CREATE -> http.put(path, body).ifNoneMatch("*");
      case REPLACE, REPEAT -> http.put(path, body).ifMatch(parentTag().text());
      // The representation, because the server's own bytes are what the entity tag stands for.
      case PATCH -> http.mergePatch(path, body).ifMatch(parentTag().text()).preferRepresentation();
      case DELETE -> http.delete(path).ifMatch(parentTag().text());
    };
  }

  Tag parentTag() {
    return parent.tag().orElseThrow();
  }
}
