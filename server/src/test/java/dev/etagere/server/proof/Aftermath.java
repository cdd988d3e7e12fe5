package dev.etagere.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.proof.Change.Kind;
import java.util.Set;

/** Compares what a server has after its end and restart with what clients had been told. */
record Aftermath(Http http, Ledger ledger) {

  /** Everything acknowledged is there, and of the changes without an answer each wholly or not. */
  void assertNothingLostAndNothingHalf(String path) {
    long told = ledger.newest(path);
    Set<Change> inFlight = ledger.inFlight(path);
    Answer answer = http.get(path).send();
    ledger.count("found " + answer.status());
    switch (answer.status()) {
      case 200 -> live(path, answer, told, inFlight);
      case 404 -> assertThat(told).as("%s is lost", path).isZero();
      case 410 -> deleted(path, told, inFlight);
      default -> throw new AssertionError(answer.toString());
    }
    inFlight.clear();
  }

  /** Every change that was made was answered: the version is the one that someone was told. */
  void assertNothingMadeUnanswered(String path) {
    long told = ledger.newest(path);
    Answer answer = http.get(path).send();
    if (answer.status() == 200) {
      assertThat(new Tag(answer.etag()).number()).as(path).isEqualTo(told);
    } else if (answer.status() == 410) {
      assertThat(ledger.isDeletion(path, told)).as("deletion of %s answered", path).isTrue();
    }
  }

  private void live(String path, Answer answer, long told, Set<Change> inFlight) {
    Tag tag = new Tag(answer.etag());
    assertThat(tag.number()).as(path).isBetween(told, told + inFlight.size());
    assertThat(ledger.isDeletion(path, tag.number())).as("deletion of %s undone", path).isFalse();
    if (tag.number() == told) {
      assertThat(ledger.knows(tag)).as("%s of %s", tag, path).isTrue();
    } else {
      JsonNode content = Client.json(answer.text());
      assertThat(inFlight).as(path).anyMatch(change -> change.result().equals(content));
      ledger.count("change without an answer was made");
    }
    ledger.holds(path, tag, answer.text());
  }

  /** A deleted resource shows its version when it is created again. */
  private void deleted(String path, long told, Set<Change> inFlight) {
    String content = "{\"again\":%d}".formatted(told);
    Tag tag = new Tag(http.create(path, content));
    long number = tag.number() - 1;
    assertThat(number).as(path).isBetween(told, told + inFlight.size());
    if (number == told) {
      assertThat(ledger.isDeletion(path, told)).as("%s is lost", path).isTrue();
    } else {
      assertThat(inFlight).as(path).anyMatch(change -> change.kind() == Kind.DELETE);
      ledger.count("change without an answer was made");
    }
    ledger.holds(path, tag, content);
  }
}
