package dev.etagere.server.http.management;

/**
 * What is answered about the server itself.
 *
 * @param status the HTTP status
 * @param mediaType of the text
 * @param text the content
 */
public record ManagementAnswer(int status, String mediaType, String text) {
  private static final String JSON = "application/json";

  static ManagementAnswer ofStatus(int status, String name) {
    return new ManagementAnswer(status, JSON, "{\"status\":\"" + name + "\"}\n");
  }
}
