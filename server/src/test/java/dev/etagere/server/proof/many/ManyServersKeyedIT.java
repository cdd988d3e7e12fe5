package dev.etagere.server.proof.many;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.http.Http.Request;
import dev.etagere.server.proof.AtOnce;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same request, sent to all of three servers in one moment, and again afterwards. */
@Timeout(300)
class ManyServersKeyedIT {
  private static final int ROUNDS = 40;
  private static final int SENDERS_EACH = 2;

  @TempDir static Path folder;
  private static ThreeServers servers;
  private static List<Http> all;

  @BeforeAll
  static void start() throws IOException {
    servers = ThreeServers.start(folder);
    all = servers.bases().stream().map(Http::new).toList();
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  /** What an answer says of the effect; the same for the one that made it and for all repeats. */
  private record Told(int status, String etag, String location) {
    static Told of(Answer answer) {
      return new Told(
          answer.status(),
          answer.headers().firstValue("ETag").orElse(""),
          answer.headers().firstValue("Location").orElse(""));
    }
  }

  @Test
  void post_sameKeyOnAllServers_makesOneResource() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String key = Http.freshKey();
      Told told = assertOneEffect(http -> http.post("/v1/notes", "{\"paid\":1}").key(key));
      assertThat(told.status()).isEqualTo(201);
      assertVersion(told.location(), 1);
    }
  }

  @Test
  void put_sameKeyOnAllServers_makesOneVersion() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String path = Http.fresh("notes");
      String etag = all.get(0).create(path, "{\"n\":0}");
      String key = Http.freshKey();
      Told told = assertOneEffect(http -> http.put(path, "{\"n\":1}").ifMatch(etag).key(key));
      assertThat(told.status()).isEqualTo(204);
      assertVersion(path, 2);
    }
  }

  @Test
  void patchOfAnyVersion_sameKeyOnAllServers_isAppliedOnce() throws Exception {
    String append = "[{\"op\":\"add\",\"path\":\"/list/-\",\"value\":1}]";
    for (int round = 0; round < ROUNDS; round++) {
      String path = Http.fresh("notes");
      all.get(0).create(path, "{\"list\":[]}");
      String key = Http.freshKey();
      Told told = assertOneEffect(http -> http.jsonPatch(path, append).ifMatch("*").key(key));
      assertThat(told.status()).isEqualTo(204);
      assertVersion(path, 2);
      assertThat(all.get(1).get(path).send().text()).isEqualTo("{\"list\":[1]}");
    }
  }

  @Test
  void delete_sameKeyOnAllServers_deletesOnce() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String path = Http.fresh("notes");
      String etag = all.get(0).create(path, "{}");
      String key = Http.freshKey();
      Told told = assertOneEffect(http -> http.delete(path).ifMatch(etag).key(key));
      assertThat(told.status()).isEqualTo(204);
      assertThat(all).allMatch(http -> http.get(path).send().status() == 410);
      // Created again, it shows how many versions there were.
      assertThat(all.get(2).create(path, "{}")).startsWith("\"3-");
    }
  }

  @Test
  void writesOfOneVersion_onAllServers_haveOneWinner() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String path = Http.fresh("notes");
      String etag = all.get(0).create(path, "{\"by\":-1}");
      List<Answer> answers =
          onAll((http, sender) -> http.put(path, "{\"by\":" + sender + "}").ifMatch(etag));
      assertOneOf(answers, 204);
      assertVersion(path, 2);
    }
  }

  @Test
  void createsOfOneId_onAllServers_haveOneWinner() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String path = Http.fresh("notes");
      List<Answer> answers =
          onAll((http, sender) -> http.put(path, "{\"by\":" + sender + "}").ifNoneMatch("*"));
      assertOneOf(answers, 201);
      assertVersion(path, 1);
    }
  }

  private static void assertOneOf(List<Answer> answers, int success) {
    assertThat(answers).filteredOn(answer -> answer.status() == success).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 412)
        .hasSize(all.size() * SENDERS_EACH - 1);
  }

  /** All answers are the same, and all but one say that they are repeats. */
  private static Told assertOneEffect(Function<Http, Request> request) throws Exception {
    List<Answer> first = onAll((http, sender) -> request.apply(http));
    assertThat(first).filteredOn(answer -> !answer.has("Idempotent-Replayed")).hasSize(1);
    Told told = Told.of(first.get(0));
    assertThat(first).extracting(Told::of).containsOnly(told);
    for (Http http : all) {
      Answer again = request.apply(http).send();
      assertThat(Told.of(again)).isEqualTo(told);
      assertThat(again.has("Idempotent-Replayed")).isTrue();
    }
    return told;
  }

  private static void assertVersion(String path, int version) {
    String tag = all.get(0).get(path).send().etag();
    assertThat(tag).startsWith("\"" + version + "-");
    assertThat(all).allMatch(http -> http.get(path).send().etag().equals(tag));
  }

  private interface Sending {
    Request by(Http server, int sender);
  }

  /** Several senders for each server begin in the same moment. */
  private static List<Answer> onAll(Sending sending) throws Exception {
    Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    List<Runnable> senders =
        IntStream.range(0, all.size() * SENDERS_EACH)
            .mapToObj(
                i -> (Runnable) () -> answers.add(sending.by(all.get(i % all.size()), i).send()))
            .toList();
    try (AtOnce race = new AtOnce(senders)) {
      race.await();
    }
    return List.copyOf(answers);
  }
}
