package dev.etagere.server.tool.feed.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;

/** What a problem says, in one line. */
final class Refusal {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Refusal() {}

  static String of(HttpResponse<byte[]> answer) {
    StringBuilder text = new StringBuilder().append(answer.statusCode());
    try {
      JsonNode problem = JSON.readTree(answer.body());
      text.append(' ').append(problem.path("title").asText());
      String detail = problem.path("detail").asText();
      if (!detail.isEmpty()) {
        text.append(": ").append(detail);
      }
      for (JsonNode error : problem.path("errors")) {
        text.append("; ")
            .append(error.path("pointer").asText())
            .append(' ')
            .append(error.path("message").asText());
      }
    } catch (IOException e) {
      text.append(" without a reason");
    }
    // It goes to a terminal, and part of it may come from the document.
    return text.toString().replaceAll("\\p{Cntrl}", " ");
  }
}
