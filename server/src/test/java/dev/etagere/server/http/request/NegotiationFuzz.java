package dev.etagere.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.http.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Accept, Content-Type, Prefer and the dates: one text for all of them. */
class NegotiationFuzz {
  private static final ImmutableMap<String, Boolean> JSON =
      ImmutableMap.of("application/json", true);

  @FuzzTest
  void parse(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    HttpDates.parse(text).ifPresent(date -> assertThat(HttpDates.format(date)).endsWith(" GMT"));
    assertThat(Preferences.wantsRepresentation(Requests.withField("Prefer", text)))
        .isIn(true, false);
    refusable(() -> Negotiation.checkAccept(Requests.withField(HttpHeaders.ACCEPT, text)));
    refusable(
        () ->
            Negotiation.checkContentType(
                Requests.withField(HttpHeaders.CONTENT_TYPE, text),
                JSON,
                Map.entry(HttpHeaders.ACCEPT, "application/json")));
  }

  private static void refusable(Runnable check) {
    try {
      check.run();
    } catch (ProblemException e) {
      assertThat(e.problem().type().status()).isIn(400, 406, 415);
    }
  }
}
