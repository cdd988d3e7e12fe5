package dev.etagere.client.call;

import dev.etagere.client.cache.Representation;
import dev.etagere.client.http.Answer;
import dev.etagere.client.http.Ask;
import dev.etagere.client.json.Json;
import dev.etagere.client.resource.Condition;
import dev.etagere.client.retry.Failures;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads answers, and trusts none. */
public record Answers(Json json, Failures failures) {
  /** What a 200 of a GET holds, if it is JSON under a strong entity tag. */
  Representation representation(Ask ask, Answer answer) {
    requireJson(ask, answer);
    return new Representation(
        strongTag(ask, answer, "It cannot be changed under a condition, so it is not used."),
        lastModified(answer),
        answer.body());
  }

  /** The entity tag of the version that a change made. */
  String newTag(Ask ask, Answer answer) {
    return strongTag(ask, answer, "The change was made, but its version is not known.");
  }

  private String strongTag(Ask ask, Answer answer, String consequence) {
    String tag = answer.field("ETag").orElse(null);
    if (tag == null) {
      throw failures.unexpected(ask, answer, "The answer has no ETag. " + consequence, null);
    } else if (!Condition.isStrong(tag)) {
      throw failures.unexpected(
          ask, answer, "The ETag " + tag + " is weak or malformed. " + consequence, null);
    }
    return tag;
  }

  <T> T value(Ask ask, Answer answer, byte[] content, Class<T> type) {
    try {
      return json.read(content, type);
    } catch (IOException e) {
      throw failures.unexpected(
          ask, answer, "The content is no " + type.getName() + ": " + e.getMessage(), e);
    }
  }

  void requireJson(Ask ask, Answer answer) {
    if (!answer.isJson()) {
      String type = answer.field("Content-Type").orElse("of no stated type");
      throw failures.unexpected(ask, answer, "The content is " + type + ", not JSON.", null);
    }
  }

  static @Nullable Instant lastModified(Answer answer) {
    return answer.field("Last-Modified").map(Answers::date).orElse(null);
  }

  static @Nullable Instant date(String text) {
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
    } catch (DateTimeException informativeOnly) {
      return null;
    }
  }

  /** The last segment of the URI that the answer gives to what was created. */
  String newId(Ask ask, Answer answer) {
    String location =
        answer
            .field("Location")
            .or(() -> answer.field("Content-Location"))
            .orElseThrow(
                () ->
                    failures.unexpected(
                        ask, answer, "It was created, but there is no Location.", null));
    try {
      String path = URI.create(location).getPath();
      return path.substring(path.lastIndexOf('/') + 1);
    } catch (IllegalArgumentException | NullPointerException noPath) {
      throw failures.unexpected(
          ask, answer, "It was created, but the Location " + location + " is no URL.", noPath);
    }
  }
}
