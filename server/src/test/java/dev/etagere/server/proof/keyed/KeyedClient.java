package dev.etagere.server.proof.keyed;

import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.proof.Tag;
import dev.etagere.server.proof.keyed.Intent.Kind;
import dev.etagere.server.proof.keyed.Sender.Settled;
import dev.etagere.server.proof.keyed.Stage.Scene;
import dev.etagere.server.proof.keyed.Tally.Of;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Wants one thing after the other, each with a key of its own; and once more what it was told to be
 * done, which must get the same answer.
 */
final class KeyedClient {
  private record Done(Intent intent, Given given) {}

  private final String name;
  private final Stage stage;
  private final Sender sender;
  private final Tally tally;
  private final Random random;
  private final Belongings belongings = new Belongings();
  private final List<Done> done = new ArrayList<>();
  private int wanted;

  /**
   * Makes a client.
   *
   * @param name no two clients of a store share it: all keys and contents are different
   */
  KeyedClient(String name, Stage stage, Tally tally, Random random) {
    this.name = name;
    this.stage = stage;
    this.sender = new Sender(stage, tally);
    this.tally = tally;
    this.random = random;
  }

  Belongings belongings() {
    return belongings;
  }

  /** Goes on until no kill follows, then asks for everything once more. */
  void run() {
    try {
      Scene scene = stage.current();
      int intents = 0;
      while (!scene.last()) {
        want(choose(scene.list()));
        intents++;
        if (intents == Stage.MOST_INTENTS) {
          stage.awaitAfter(scene);
        }
        Scene next = stage.current();
        intents = next.equals(scene) ? intents : 0;
        scene = next;
      }
      done.forEach(this::replay);
    } catch (RuntimeException | Error e) {
      stage.fail(e);
      throw e;
    }
  }

  private void want(Intent intent) {
    Settled settled = sender.untilAnswered(intent);
    Given given = Given.of(settled.answer());
    if (isAsWanted(intent, settled)) {
      belongings.note(intent, given);
      done.add(new Done(intent, given));
      replay(new Done(intent, given));
    } else {
      belongings.giveUp(intent);
    }
  }

  private Intent choose(String list) {
    String key = name + "-" + wanted++;
    String content = "{\"intent\":\"%s\"}".formatted(key);
    int dice = random.nextInt(100);
    if (dice < 25) {
      return new Intent(Kind.POST, key, "/v1/orders", content, "");
    } else if (dice < 55) {
      String patch = "[{\"op\":\"add\",\"path\":\"/list/-\",\"value\":\"%s\"}]".formatted(key);
      return new Intent(Kind.APPEND, key, list, patch, "");
    }
    return dice < 70 || belongings.live().isEmpty()
        ? new Intent(Kind.CREATE, key, freePath(key), content, "")
        : change(key, content, dice < 88 ? Kind.REPLACE : Kind.DELETE);
  }

  /** A path that nobody else uses, with a tombstone now and then. */
  private String freePath(String key) {
    List<String> deleted = List.copyOf(belongings.deleted().keySet());
    return deleted.isEmpty() || random.nextBoolean()
        ? "/v1/notes/" + key
        : deleted.get(random.nextInt(deleted.size()));
  }

  private Intent change(String key, String content, Kind kind) {
    List<String> live = List.copyOf(belongings.live().keySet());
    String path = live.get(random.nextInt(live.size()));
    Tag tag = belongings.live().get(path).tag();
    return new Intent(kind, key, path, kind == Kind.DELETE ? "" : content, tag.text());
  }

  private boolean isAsWanted(Intent intent, Settled settled) {
    Answer answer = settled.answer();
    boolean replayed = Given.isReplayed(answer);
    if (answer.status() != intent.kind().status) {
      tally.fault(Of.WRONG_ANSWERS, intent + " was answered " + answer);
      return false;
    } else if (replayed && !settled.repeated()) {
      tally.fault(Of.WRONG_ANSWERS, intent + " was sent once and called a repeat");
    } else if (!belongings.isNext(intent, answer)) {
      tally.fault(Of.WRONG_ANSWERS, intent + " did not lead to the next version: " + answer);
    }
    if (replayed) {
      tally.count(Of.REPLAYS);
      tally.count(Of.REPEATS_DONE_BEFORE);
    }
    return true;
  }

  private void replay(Done before) {
    Answer again = sender.untilAnswered(before.intent()).answer();
    if (Given.isReplayed(again) && Given.of(again).equals(before.given())) {
      tally.count(Of.REPLAYS);
    } else {
      tally.fault(Of.WRONG_ANSWERS, before + " was answered the next time " + again);
    }
  }
}
