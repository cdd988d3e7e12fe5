package dev.etagere.client;

import static dev.etagere.client.testing.ScriptedServer.answer;
import static dev.etagere.client.testing.ScriptedServer.done;
import static dev.etagere.client.testing.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.client.error.EtagereException;
import dev.etagere.client.error.RefusedException;
import dev.etagere.client.error.UnexpectedAnswerException;
import dev.etagere.client.resource.Condition;
import dev.etagere.client.testing.Clients;
import dev.etagere.client.testing.Counter;
import dev.etagere.client.testing.ScriptedServer;
import dev.etagere.client.testing.ScriptedServer.Request;
import dev.etagere.client.testing.ScriptedServer.Step;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server must not answer leads to one clear exception, at once. */
@Timeout(60)
class MisbehavingServerTest {
  private static final String JSON = "Content-Type: application/json";
  private static final Condition SEEN = Condition.ifMatch("\"a\"");

  private ScriptedServer server = new ScriptedServer(answer(204, ""));
  private ScriptedServer other = new ScriptedServer(json("{\"count\":1}", "\"a\""));

  @AfterEach
  void stop() {
    server.close();
    other.close();
  }

  private EtagereClient client(Step... script) {
    server.close();
    server = new ScriptedServer(script);
    return Clients.quick(server.uri()).header("Authorization", "Bearer secret").build();
  }

  /** Names URL, status and request id, and was not tried again. */
  private AbstractThrowableAssert<?, ? extends Throwable> assertUnexpected(
      int status, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            UnexpectedAnswerException.class,
            e -> {
              assertThat(e.status()).isEqualTo(status);
              assertThat(e.requestId()).isPresent();
              assertThat(server.requests()).hasSize(1);
            })
        .hasMessageContaining(server.uri().toString())
        .hasMessageContaining("Status " + status)
        .hasMessageContaining("[request ");
  }

  @Test
  void html_inPlaceOfAResource_isUnexpected() {
    EtagereClient client =
        client(answer(200, "<html>Log in</html>", "Content-Type: text/html", "ETag: \"a\""));

    assertUnexpected(200, () -> client.get("notes", "x", Counter.class))
        .hasMessageContaining("The content is text/html, not JSON");
  }

  @Test
  void noEntityTag_isUnexpected() {
    EtagereClient client = client(answer(200, "{\"count\":1}", JSON));

    assertUnexpected(200, () -> client.get("notes", "x", Counter.class))
        .hasMessageContaining("no ETag");
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/\"a\"", "a", "\"a", "\"a\"b\""})
  void weakOrMalformedEntityTag_isUnexpected(String tag) {
    EtagereClient client = client(json("{\"count\":1}", tag));

    assertUnexpected(200, () -> client.get("notes", "x", Counter.class))
        .hasMessageContaining("The ETag " + tag + " is weak or malformed");
  }

  @Test
  void changeWithoutEntityTag_isUnexpectedAndSaysThatItWasMade() {
    EtagereClient client = client(answer(204, ""));

    assertUnexpected(204, () -> client.put("notes", "x", new Counter(1), SEEN))
        .hasMessageContaining("The change was made")
        .isInstanceOfSatisfying(EtagereException.class, e -> assertThat(e.key()).isPresent());
  }

  @Test
  void createWithoutLocation_isUnexpected() {
    EtagereClient client = client(answer(201, "", "ETag: \"a\""));

    assertUnexpected(201, () -> client.create("notes", new Counter(1)))
        .hasMessageContaining("no Location");
  }

  @ParameterizedTest
  @ValueSource(ints = {202, 203, 206, 226, 300, 304, 305, 399, 501, 511, 599})
  void wrongStatus_isUnexpected(int status) {
    EtagereClient client = client(answer(status, ""));

    assertUnexpected(status, () -> client.put("notes", "x", new Counter(1), SEEN));
  }

  @Test
  void notModified_withoutAnythingKept_isUnexpected() {
    EtagereClient client = client(answer(304, ""));

    assertUnexpected(304, () -> client.get("notes", "x", Counter.class));
  }

  @Test
  void notModified_aboutAnotherVersion_isUnexpected() {
    EtagereClient client = client(json("{\"count\":1}", "\"a\""), answer(304, "", "ETag: \"b\""));
    client.get("notes", "x", Counter.class);

    assertThatThrownBy(() -> client.get("notes", "x", Counter.class))
        .isInstanceOf(UnexpectedAnswerException.class);
  }

  @Test
  void anotherJson_isUnexpectedAndSaysWhere() {
    EtagereClient client = client(json("{\"count\":1,\"new\":2}", "\"a\""));

    assertUnexpected(200, () -> client.get("notes", "x", Counter.class))
        .hasMessageContaining("\"new\"");
  }

  @Test
  void errorThatIsNoProblem_isTold() {
    EtagereClient client = client(answer(403, "<h1>no</h1>", "Content-Type: text/html"));

    assertThatThrownBy(() -> client.get("notes", "x", Counter.class))
        .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.problem()).isEmpty())
        .hasMessageContaining("status 403");
  }

  @Test
  void problemThatIsNoJson_isTold() {
    EtagereClient client = client(answer(403, "{", "Content-Type: application/problem+json"));

    assertThatThrownBy(() -> client.get("notes", "x", Counter.class))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void endlessBody_endsAtTheLimit() {
    server.close();
    server =
        new ScriptedServer(
            (request, out) -> {
              write(out, "HTTP/1.1 200 OK\r\n" + JSON + "\r\nTransfer-Encoding: chunked\r\n\r\n");
              while (true) {
                write(out, "400\r\n" + "x".repeat(0x400) + "\r\n");
              }
            });
    EtagereClient client = Clients.quick(server.uri()).maxAnswerBytes(100_000).build();

    assertUnexpected(200, () -> client.get("notes", "x", Counter.class))
        .hasMessageContaining("more than 100000 bytes");
  }

  private static void write(OutputStream out, String text) throws java.io.IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Test
  void endlessRedirects_endAfterFive() {
    EtagereClient client = client(answer(307, "", "Location: /v1/notes/x"));

    assertThatThrownBy(() -> client.get("notes", "x", Counter.class))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("at most 5 times");
    assertThat(server.requests()).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({"301", "302", "307", "308"})
  void redirectOfAGet_withinTheOrigin_isFollowed(int status) {
    EtagereClient client =
        client(answer(status, "", "Location: ../notes/y"), json("{\"count\":3}", "\"a\""));

    assertThat(client.get("notes", "x", Counter.class).value()).isEqualTo(new Counter(3));
    assertThat(server.requests())
        .extracting(Request::target)
        .containsExactly("/v1/notes/x", "/v1/notes/y");
  }

  @ParameterizedTest
  @ValueSource(ints = {307, 308})
  void redirectOfAChange_withinTheOrigin_keepsMethodKeyAndBody(int status) {
    EtagereClient client = client(answer(status, "", "Location: /v1/notes/y"), done("\"b\""));

    client.put("notes", "x", new Counter(1), SEEN);

    Request first = server.requests().get(0);
    assertThat(server.requests().get(1))
        .isEqualTo(new Request("PUT", "/v1/notes/y", first.fields(), first.body()));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303})
  void redirectThatWouldMakeAChangeAGet_isNotFollowed(int status) {
    EtagereClient client = client(answer(status, "", "Location: /v1/notes/y"), done("\"b\""));

    assertUnexpected(status, () -> client.put("notes", "x", new Counter(1), SEEN));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectToAnotherOrigin_isNeverFollowed(int status) {
    EtagereClient client = client(answer(status, "", "Location: " + other.uri() + "/v1/notes/x"));

    assertUnexpected(status, () -> client.get("notes", "x", Counter.class));
    assertThatThrownBy(() -> client.put("notes", "x", new Counter(1), SEEN))
        .isInstanceOf(UnexpectedAnswerException.class);
    assertThat(other.requests()).isEmpty();
  }

  @Test
  void redirectToNoUrl_isUnexpected() {
    EtagereClient client = client(answer(307, "", "Location: http://[bad"));

    assertThatThrownBy(() -> client.get("notes", "x", Counter.class))
        .isInstanceOf(UnexpectedAnswerException.class);
  }

  @Test
  void listOfAnotherForm_isUnexpected() {
    EtagereClient client = client(answer(200, "[1,2]", JSON));

    assertUnexpected(200, () -> client.list("notes", Counter.class).toList())
        .hasMessageContaining("no list 'items'");
  }

  @Test
  void pageThatFollowsItself_isUnexpected() {
    EtagereClient client = client(answer(200, "{\"items\":[],\"next\":\"n\"}", JSON));

    assertThatThrownBy(() -> client.list("notes", Counter.class).toList())
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("follows itself");
  }

  @Test
  void pageWithoutAUrlOfTheNext_isUnexpected() {
    EtagereClient client = client(answer(200, "{\"items\":[],\"next\":\"a b\"}", JSON));

    assertUnexpected(200, () -> client.list("notes", Counter.class).toList())
        .hasMessageContaining("no URL");
  }

  @Test
  void clientThatFollowsRedirects_isRefused() {
    HttpClient following =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();

    assertThatThrownBy(() -> EtagereClient.builder(server.uri()).httpClient(following))
        .hasMessageContaining("Redirect.NEVER");
  }
}
