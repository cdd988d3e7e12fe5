package dev.etagere.server.proof.keyed;

import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.proof.Tag;
import dev.etagere.server.proof.keyed.Intent.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must be stored by what one client was told. Nobody else changes it but the lists. */
final class Belongings {
  record Kept(Tag tag, String content) {}

  private final Map<String, Kept> live = new HashMap<>();
  private final Map<String, Long> deleted = new HashMap<>();
  private final Map<String, List<String>> appended = new HashMap<>();

  /** By path. */
  Map<String, Kept> live() {
    return live;
  }

  /** The number of the version that deleted it, by path. */
  Map<String, Long> deleted() {
    return deleted;
  }

  /** Tokens by the path of their list. */
  Map<String, List<String>> appended() {
    return appended;
  }

  /** Whether an answer names the version that follows from what was there, and no later one. */
  boolean isNext(Intent intent, Answer answer) {
    return switch (intent.kind()) {
      case POST -> new Tag(answer.etag()).number() == 1;
      case CREATE -> new Tag(answer.etag()).number() == deleted.getOrDefault(intent.path(), 0L) + 1;
      case REPLACE -> {
        Tag parent = new Tag(intent.ifMatch());
        Tag tag = new Tag(answer.etag());
        yield tag.number() == parent.number() + 1 && tag.incarnation().equals(parent.incarnation());
      }
      case APPEND -> new Tag(answer.etag()).number() > 1;
      case DELETE -> !answer.has("ETag");
    };
  }

  void note(Intent intent, Given given) {
    switch (intent.kind()) {
      case POST -> keep(given.location(), intent, given);
      case CREATE, REPLACE -> keep(intent.path(), intent, given);
      case APPEND ->
          appended.computeIfAbsent(intent.path(), path -> new ArrayList<>()).add(intent.key());
      case DELETE -> {
        live.remove(intent.path());
        deleted.put(intent.path(), new Tag(intent.ifMatch()).number() + 1);
      }
    }
  }

  private void keep(String path, Intent intent, Given given) {
    deleted.remove(path);
    live.put(path, new Kept(new Tag(given.etag()), intent.body()));
  }

  /** After a wrong answer nothing can be said of what it was about, save of lists. */
  void giveUp(Intent intent) {
    if (intent.kind() != Kind.APPEND) {
      live.remove(intent.path());
      deleted.remove(intent.path());
    }
  }
}
