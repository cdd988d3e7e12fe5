package dev.etagere.client.error;

import java.util.ArrayList;
import java.util.List;

/** 400, 413, 415 or 422: the request is wrong and stays so. Nothing was changed. */
public final class InvalidRequestException extends EtagereException {
  private static final long serialVersionUID = 1L;

  /**
   * What is wrong with one part of the content.
   *
   * @param pointer where: a JSON Pointer (RFC 6901)
   * @param message what, for a person
   */
  public record FieldError(String pointer, String message) {}

  /** For the client itself. */
  public InvalidRequestException(Request request) {
    super("The server finds the request invalid.", request, null);
  }

  /** What the problem's member {@code errors} lists; empty if it has none. */
  public List<FieldError> fieldErrors() {
    List<FieldError> errors = new ArrayList<>();
    problem()
        .ifPresent(
            problem ->
                problem
                    .members()
                    .path("errors")
                    .forEach(
                        error ->
                            errors.add(
                                new FieldError(
                                    error.path("pointer").asText(),
                                    error.path("message").asText()))));
    return List.copyOf(errors);
  }
}
