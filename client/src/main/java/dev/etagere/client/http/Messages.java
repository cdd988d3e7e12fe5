package dev.etagere.client.http;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How requests and answers look to the JDK's client.
 *
 * @param common fields for every request, asked for at each attempt: credentials may expire
 * @param maxAnswerBytes the longest content that is read
 */
public record Messages(Supplier<Map<String, String>> common, int maxAnswerBytes) {
  HttpRequest request(Ask ask, Duration timeout) {
    byte[] body = ask.body();
    BodyPublisher content =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(ask.uri()).timeout(timeout).method(ask.method(), content);
    common.get().forEach(builder::setHeader);
    ask.fields().forEach(builder::setHeader);
    return builder.build();
  }

  BodyHandler<byte[]> bodies(Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    return head -> new BoundedBody(maxAnswerBytes, head.statusCode(), end);
  }

  static Answer answer(HttpResponse<byte[]> response) {
    return new Answer(response.uri(), response.statusCode(), response.headers(), response.body());
  }
}
