package dev.etagere.server.http;

import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.etagere.server.http.Http.Answer;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members that the server makes: the token service. */
interface GeneratedMembersContract extends HttpTest {
  String TOKEN_URL = "/v1/tokens";

  private static String session() {
    return "{ \"user_session_id\": \"" + UUID.randomUUID() + "\" }";
  }

  @Test
  default void generated_areMadeAndAnswered() {
    String content = session();

    Answer answer = http().post(TOKEN_URL, content).send();

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text()).startsWith(content.substring(0, content.length() - 2));
    JsonNode made = answer.json();
    assertThat(made.path("token").asText()).matches("[A-Za-z0-9_-]{43}");
    assertThat(made.path("number").asText())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(Instant.parse(made.path("createdAt").asText())).isNotNull();
    assertThat(made.path("createdAt").asText()).matches(".*\\.\\d{3}Z");
    assertUntouched(answer.field("Location"), answer.etag(), answer.text());
  }

  @Test
  default void generated_areTheSameInEveryRepeat_alsoAtOnce() throws Exception {
    String content = session();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    Set<String> tokens = new HashSet<>();
    try {
      Callable<Answer> post = () -> http().post(TOKEN_URL, content).send();
      for (Future<Answer> future :
          pool.invokeAll(IntStream.range(0, 50).mapToObj(i -> post).toList())) {
        tokens.add(future.get().json().path("token").asText());
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(tokens).hasSize(1);
  }

  @Test
  default void generated_withAKey_areTheSameInTheReplay() {
    String content = session();
    String key = Http.freshKey();
    Answer first = http().post(TOKEN_URL, content).key(key).send();

    Answer again = http().post(TOKEN_URL, content).key(key).send();

    KeyedCreateContract.assertReplayed(again, first);
    assertThat(again.text()).isEqualTo(first.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "createdAt", "number"})
  default void generated_givenByTheClient_areRefused(String member) {
    String content = session().replace("}", ", \"" + member + "\": \"mine\" }");

    Answer refused = http().post(TOKEN_URL, content).send();

    assertProblem(refused, 422, "invalid-content");
    assertThat(refused.json().path("errors").findValuesAsText("pointer"))
        .containsExactly("/" + member);
    assertThat(http().post(TOKEN_URL, session()).send().status()).isEqualTo(201);
  }

  @Test
  default void generated_cannotBeChangedOrRemoved() {
    Answer first = http().post(TOKEN_URL, session()).send();
    String path = first.field("Location");
    String otherToken = first.text().replaceFirst("\"token\":\"[^\"]*\"", "\"token\":\"mine\"");

    assertProblem(
        http().put(path, otherToken).ifMatch(first.etag()).send(), 422, "invalid-content");
    assertProblem(
        http().mergePatch(path, "{\"token\":null}").ifMatch(first.etag()).send(),
        422,
        "invalid-content");
    assertProblem(
        http()
            .jsonPatch(path, "[{\"op\":\"replace\",\"path\":\"/number\",\"value\":1}]")
            .ifMatch(first.etag())
            .send(),
        422,
        "invalid-content");
    assertUntouched(path, first.etag(), first.text());
    assertThat(http().mergePatch(path, "{\"uses\":1}").ifMatch(first.etag()).send().status())
        .isEqualTo(204);
  }

  @Test
  default void generated_putCannotCreate() {
    assertProblem(
        http().put(Http.fresh(TOKENS), session()).ifNoneMatch("*").send(), 422, "invalid-content");
  }
}
