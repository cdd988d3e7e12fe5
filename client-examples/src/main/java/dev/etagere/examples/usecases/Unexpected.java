package dev.etagere.examples.usecases;

import java.io.IOException;
import java.net.http.HttpResponse;

/** Answers that the examples do not expect, made into exceptions that say what to do. */
final class Unexpected {
  private Unexpected() {}

  static IOException answer(String method, HttpResponse<String> response) {
    String remedy =
        response.statusCode() == 404
            ? " It was started without the collections of the use cases. " + UseCase.START
            : "";
    return new IOException(
        "%s %s answered %d: %s%s"
            .formatted(
                method, response.uri(), response.statusCode(), response.body().strip(), remedy));
  }
}
