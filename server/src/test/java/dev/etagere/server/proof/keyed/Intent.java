package dev.etagere.server.proof.keyed;

import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Request;

/**
 * One thing that a client wants to happen once, and the request for it, which is sent again as it
 * is until it is answered.
 *
 * @param key its Idempotency-Key
 * @param ifMatch the entity tag that it names, empty where the kind says which
 */
record Intent(Kind kind, String key, String path, String body, String ifMatch) {
  enum Kind {
    /** POST to a collection. */
    POST(201),
    /** PUT where nothing is. */
    CREATE(201),
    /** PUT over a version. */
    REPLACE(204),
    /** JSON Patch to whatever version is there: without its key, a repeat appends again. */
    APPEND(204),
    /** DELETE of a version. */
    DELETE(204);

    /** The only status with which it may be answered. */
    final int status;

    Kind(int status) {
      this.status = status;
    }
  }

  Request on(Http http) {
    return switch (kind) {
      case POST -> http.post(path, body).key(key);
      case CREATE -> http.put(path, body).ifNoneMatch("*").key(key);
      case REPLACE -> http.put(path, body).ifMatch(ifMatch).key(key);
      case APPEND -> http.jsonPatch(path, body).ifMatch("*").key(key);
      case DELETE -> http.delete(path).ifMatch(ifMatch).key(key);
    };
  }
}
