package dev.etagere.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.proof.Change.Kind;
import dev.etagere.server.proof.Change.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Changes resources that others change as well, and checks each answer. */
final class Client {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final Http http;
  private final List<String> paths;
  private final Ledger ledger;
  private final Random random;
  private final Map<String, Seen> last = new HashMap<>();
  private int sent;

  /**
   * Makes a client.
   *
   * @param name no two clients of a ledger share it: all contents are different
   */
  Client(String name, Http http, List<String> paths, Ledger ledger, Random random) {
    this.name = name;
    this.http = http;
    this.paths = paths;
    this.ledger = ledger;
    this.random = random;
  }

  /**
   * Asks for one change, resting on what the last answer said or on a fresh look.
   *
   * @return whether something was changed
   * @throws UncheckedIOException if the server is going away, so that the outcome is unknown
   */
  boolean change() {
    String path = paths.get(random.nextInt(paths.size()));
    Seen own = last.remove(path);
    Change change = choose(path, own != null && random.nextBoolean() ? own : look(path));
    ledger.sends(change);
    Answer answer = unlessStopping(change.on(http).send());
    boolean made = answer.status() < 300 && isChange(change, answer);
    if (made) {
      note(change, answer);
    } else {
      assertRefusal(change, answer);
    }
    ledger.answered(change, made ? "changed" : answer.status() + " (nothing changed)");
    return made;
  }

  /** Reads, and never gets anything older than what someone was told before. */
  private Seen look(String path) {
    long before = ledger.newest(path);
    Answer answer = unlessStopping(http.get(path).send());
    ledger.count("read " + answer.status());
    if (answer.status() != 200) {
      assertThat(answer.status()).as("%s", answer).isEqualTo(before == 0 ? answer.status() : 410);
      assertThat(answer.status()).as("%s", answer).isIn(404, 410);
      return Seen.NOTHING;
    }
    Tag tag = new Tag(answer.etag());
    assertThat(tag.number()).isGreaterThanOrEqualTo(before);
    ledger.holds(path, tag, answer.text());
    return Seen.of(answer.etag(), answer.text());
  }

  private Change choose(String path, Seen seen) {
    String fresh = "{\"by\":\"%s\",\"n\":%d}".formatted(name, sent++);
    int dice = random.nextInt(100);
    if (seen.tag().isEmpty() || dice < 5) {
      return new Change(path, Kind.CREATE, seen, fresh, json(fresh));
    } else if (dice < 15) {
      return new Change(path, Kind.DELETE, seen, "", MissingNode.getInstance());
    } else if (dice < 20) {
      return new Change(path, Kind.REPEAT, seen, seen.content(), json(seen.content()));
    } else if (dice < 45) {
      ObjectNode patched = (ObjectNode) json(seen.content());
      patched.put("patched", name + "-" + sent);
      String patch = "{\"patched\":\"%s-%d\"}".formatted(name, sent);
      return new Change(path, Kind.PATCH, seen, patch, patched);
    }
    return new Change(path, Kind.REPLACE, seen, fresh, json(fresh));
  }

  private static boolean isChange(Change change, Answer answer) {
    if (change.kind() == Kind.REPEAT) {
      assertThat(answer.etag()).isEqualTo(change.parentTag().text());
      return false;
    }
    return !answer.has("Idempotent-Replayed");
  }

  private void note(Change change, Answer answer) {
    if (change.kind() == Kind.DELETE) {
      ledger.made(change, change.parentTag().number() + 1);
      last.put(change.path(), Seen.NOTHING);
      return;
    }
    Tag tag = new Tag(answer.etag());
    String content = change.kind() == Kind.PATCH ? answer.text() : change.body();
    assertThat(json(content)).isEqualTo(change.result());
    if (change.kind() != Kind.CREATE) {
      assertThat(tag.incarnation()).isEqualTo(change.parentTag().incarnation());
    }
    ledger.made(change, tag, content);
    last.put(change.path(), Seen.of(answer.etag(), content));
  }

  private static void assertRefusal(Change change, Answer answer) {
    switch (change.kind()) {
      case CREATE, REPLACE -> assertThat(answer.status()).as("%s", answer).isEqualTo(412);
      case REPEAT -> assertThat(answer.status()).as("%s", answer).isIn(204, 412);
      case PATCH -> assertThat(answer.status()).as("%s", answer).isIn(410, 412);
      case DELETE -> assertThat(answer.status()).as("%s", answer).isIn(204, 410, 412);
    }
  }

  private static Answer unlessStopping(Answer answer) {
    if (answer.status() == 503) {
      throw new UncheckedIOException(new IOException(answer.toString()));
    }
    return answer;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}
