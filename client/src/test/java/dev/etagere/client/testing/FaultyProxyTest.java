package dev.etagere.client.testing;

import static dev.etagere.client.testing.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault is what it says; a POST, because the JDK's client repeats a GET by itself. */
@Timeout(60)
class FaultyProxyTest {
  private final ScriptedServer server = new ScriptedServer(json("{\"count\":1}", "\"a\""));

  @AfterEach
  void stop() {
    server.close();
  }

  private static HttpResponse<String> post(FaultyProxy proxy) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(proxy.uri()).POST(BodyPublishers.ofString("sent")).build();
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(request, BodyHandlers.ofString());
  }

  private FaultyProxy proxy(Fault fault) {
    return new FaultyProxy(
        server.uri(), new FaultPlan(1, 1, Duration.ofMillis(20), List.of(fault)));
  }

  @Test
  void noFault_carriesRequestAndAnswer() throws Exception {
    try (FaultyProxy proxy = new FaultyProxy(server.uri(), FaultPlan.none())) {
      assertThat(post(proxy).body()).isEqualTo("{\"count\":1}");
      assertThat(server.requests().get(0).body()).isEqualTo("sent");
      assertThat(proxy.faults()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"DROP_REQUEST,0", "DROP_ANSWER,1", "CUT_ANSWER,1", "REFUSE,0"})
  void brokenExchange_reachesTheServerOrNot(Fault fault, int arrivals) {
    try (FaultyProxy proxy = proxy(fault)) {
      assertThatThrownBy(() -> post(proxy)).isInstanceOf(IOException.class);
      assertThat(server.requests()).hasSize(arrivals);
      assertThat(proxy.toString()).contains(fault + "=1");
    }
  }

  @Test
  void reset_breaksTheExchange() {
    try (FaultyProxy proxy = proxy(Fault.RESET)) {
      assertThatThrownBy(() -> post(proxy)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"DELAY,1", "TWICE,2"})
  void disturbedExchange_isAnswered(Fault fault, int arrivals) throws Exception {
    try (FaultyProxy proxy = proxy(fault)) {
      assertThat(post(proxy).statusCode()).isEqualTo(200);
      assertThat(server.requests()).hasSize(arrivals);
    }
  }

  @Test
  void refusing_endsAfterAWhile() {
    try (FaultyProxy proxy =
        new FaultyProxy(
            server.uri(), new FaultPlan(1, 0.5, Duration.ofMillis(20), List.of(Fault.REFUSE)))) {
      assertThat(Clients.quick(proxy.uri()).build().get("notes", "x", Counter.class).value())
          .isEqualTo(new Counter(1));
    }
  }

  @Test
  void samePlan_drawsTheSameFaults() {
    FaultPlan one = new FaultPlan(7, 0.5, Duration.ofMillis(1));
    FaultPlan other = new FaultPlan(7, 0.5, Duration.ofMillis(1));

    for (int i = 0; i < 1000; i++) {
      assertThat(one.next()).isEqualTo(other.next());
    }
  }
}
