package dev.etagere.server.http;

import static dev.etagere.server.http.Http.fresh;
import static dev.etagere.server.http.Http.freshKey;
import static dev.etagere.server.http.HttpTest.assertPreconditionFailed;
import static dev.etagere.server.http.HttpTest.assertProblem;
import static dev.etagere.server.http.KeyedCreateContract.assertReplayed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.ledger.LedgerBounds;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Idempotency-Key on PUT, PATCH and DELETE: rows K1 to K5. */
interface KeyedChangeContract extends HttpTest {
  String ONE = "{\"n\":1}";
  String TWO = "{\"n\":2}";

  @Test
  default void k1_firstUse_isAsWithoutAKey() {
    String path = fresh(NOTES);
    Answer created = http().put(path, ONE).ifNoneMatch("*").key(freshKey()).send();
    Answer replaced = http().put(path, TWO).ifMatch(created.etag()).key(freshKey()).send();
    Answer patched =
        http().mergePatch(path, "{\"m\":3}").ifMatch(replaced.etag()).key(freshKey()).send();
    assertUntouched(path, patched.etag(), "{\"n\":2,\"m\":3}");
    Answer deleted = http().delete(path).ifMatch(patched.etag()).key(freshKey()).send();

    assertThat(created.status()).isEqualTo(201);
    assertThat(replaced.status()).isEqualTo(204);
    assertThat(patched.status()).isEqualTo(204);
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.has("Idempotent-Replayed")).isFalse();
    assertThat(http().get(path).send().status()).isEqualTo(410);
  }

  @Test
  default void k2_samePut_getsTheFirstAnswerAgain_evenIfOthersHaveChangedIt() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);
    String key = freshKey();
    Answer first = http().put(path, TWO).ifMatch(etag).key(key).send();

    assertReplayed(http().put(path, TWO).ifMatch(etag).key(key).send(), first);

    Answer other = http().put(path, "{}").ifMatch(first.etag()).send();
    assertReplayed(http().put(path, TWO).ifMatch(etag).key(key).send(), first);
    assertUntouched(path, other.etag(), "{}");

    http().delete(path).ifMatch(other.etag()).send();
    assertReplayed(http().put(path, TWO).ifMatch(etag).key(key).send(), first);
    assertThat(http().get(path).send().status()).isEqualTo(410);
  }

  @Test
  default void k2_sameCreation_getsTheFirstAnswerAgain() {
    String path = fresh(NOTES);
    String key = freshKey();
    Answer first = http().put(path, ONE).ifNoneMatch("*").key(key).send();

    Answer again = http().put(path, ONE).ifNoneMatch("*").key(key).send();

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.field("Location")).isEqualTo(path);
    assertReplayed(again, first);
  }

  @Test
  default void k2_sameCreationOverATombstone_getsTheFirstAnswerAgain() {
    String path = fresh(NOTES);
    http().delete(path).ifMatch(http().create(path, ONE)).send();
    String key = freshKey();
    Answer first = http().put(path, TWO).ifNoneMatch("*").key(key).send();

    assertThat(first.status()).isEqualTo(201);
    assertReplayed(http().put(path, TWO).ifNoneMatch("*").key(key).send(), first);
    assertUntouched(path, first.etag(), TWO);
  }

  @Test
  default void k2_samePatchToAnyVersion_isAppliedOnce() {
    String path = fresh(NOTES);
    http().create(path, "{\"list\":[]}");
    String key = freshKey();
    String append = "[{\"op\":\"add\",\"path\":\"/list/-\",\"value\":1}]";
    Answer first = http().jsonPatch(path, append).ifMatch("*").key(key).send();

    assertReplayed(http().jsonPatch(path, append).ifMatch("*").key(key).send(), first);
    assertUntouched(path, first.etag(), "{\"list\":[1]}");
  }

  @Test
  default void k2_sameDelete_getsTheFirstAnswerAgain_evenIfItWasCreatedAgain() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);
    String key = freshKey();
    Answer first = http().delete(path).ifMatch(etag).key(key).send();

    assertReplayed(http().delete(path).ifMatch(etag).key(key).send(), first);
    String recreated = http().create(path, TWO);
    assertReplayed(http().delete(path).ifMatch(etag).key(key).send(), first);
    assertUntouched(path, recreated, TWO);
  }

  @Test
  default void k2_deleteOfAnyVersion_deletesOnce() {
    String path = fresh(NOTES);
    http().create(path, ONE);
    String key = freshKey();
    assertThat(http().delete(path).ifMatch("*").key(key).send().status()).isEqualTo(204);
    String recreated = http().create(path, TWO);

    assertThat(http().delete(path).ifMatch("*").key(key).send().field("Idempotent-Replayed"))
        .isEqualTo("true");
    assertUntouched(path, recreated, TWO);
  }

  @Test
  default void k2_nothingToDo_isRememberedToo() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);
    String key = freshKey();
    Answer first = http().put(path, ONE).ifMatch(etag).key(key).send();
    assertThat(first.status()).isEqualTo(204);
    assertThat(first.etag()).isEqualTo(etag);

    Answer other = http().put(path, TWO).ifMatch(etag).send();

    assertReplayed(http().put(path, ONE).ifMatch(etag).key(key).send(), first);
    assertUntouched(path, other.etag(), TWO);
  }

  @Test
  default void k2_preferRepresentation_hasTheContentWhileItIsThatOfTheFirstAnswer() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);
    String key = freshKey();
    Answer first = http().put(path, TWO).ifMatch(etag).key(key).preferRepresentation().send();
    assertThat(first.status()).isEqualTo(200);

    Answer again = http().put(path, TWO).ifMatch(etag).key(key).preferRepresentation().send();
    assertReplayed(again, first);
    assertThat(again.text()).isEqualTo(TWO);
    assertThat(again.field("Preference-Applied")).isEqualTo("return=representation");

    http().put(path, "{}").ifMatch(first.etag()).send();
    Answer later = http().put(path, TWO).ifMatch(etag).key(key).preferRepresentation().send();
    assertThat(later.status()).isEqualTo(204);
    assertThat(later.etag()).isEqualTo(first.etag());
    assertThat(later.has("Preference-Applied")).isFalse();
    assertThat(later.text()).isEmpty();
  }

  @Test
  default void k2_manyAtOnce_haveOneEffectAndOneAnswer() throws Exception {
    String path = fresh(NOTES);
    http().create(path, "{\"list\":[]}");
    String key = freshKey();
    String append = "[{\"op\":\"add\",\"path\":\"/list/-\",\"value\":1}]";
    ExecutorService pool = Executors.newFixedThreadPool(16);
    Set<String> answers = new HashSet<>();
    try {
      Callable<Answer> patch = () -> http().jsonPatch(path, append).ifMatch("*").key(key).send();
      for (Future<Answer> future :
          pool.invokeAll(IntStream.range(0, 100).mapToObj(i -> patch).toList())) {
        answers.add(future.get().status() + " " + future.get().etag());
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(answers).hasSize(1).first().asString().startsWith("204 \"2-");
    assertThat(http().get(path).send().text()).isEqualTo("{\"list\":[1]}");
  }

  @Test
  default void k3_sameKeyAnotherRequest_isRefused() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);
    String key = freshKey();
    Answer first = http().put(path, TWO).ifMatch(etag).key(key).send();

    assertDiffers(http().put(path, ONE).ifMatch(etag).key(key).send(), "[\"content\"]");
    assertDiffers(
        http().put(path, TWO).ifMatch(first.etag()).key(key).send(), "[\"preconditions\"]");
    assertDiffers(
        http().delete(path).ifMatch(etag).key(key).send(),
        "[\"method\",\"media-type\",\"content\"]");
    assertUntouched(path, first.etag(), TWO);
  }

  @Test
  default void k3_samePatchOfAnotherMediaType_isRefused() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);
    String key = freshKey();
    http().mergePatch(path, "[]").ifMatch(etag).key(key).send();
    Answer first = http().jsonPatch(path, "[]").ifMatch(etag).key(key).send();
    assertThat(first.status()).isEqualTo(204);

    assertDiffers(http().mergePatch(path, "[]").ifMatch(etag).key(key).send(), "[\"media-type\"]");
  }

  private static void assertDiffers(Answer answer, String differences) {
    assertProblem(answer, 422, "key-reused");
    assertThat(answer.json().path("differences").toString()).isEqualTo(differences);
  }

  @Test
  default void k4_failedFirst_runsAgain() {
    String path = fresh(NOTES);
    String key = freshKey();
    String etag = http().create(path, ONE);
    String patch =
        "[{\"op\":\"test\",\"path\":\"/n\",\"value\":2},{\"op\":\"add\",\"path\":\"/m\",\"value\":3}]";
    assertProblem(
        http().jsonPatch(path, patch).ifMatch("*").key(key).send(), 409, "patch-test-failed");

    http().put(path, TWO).ifMatch(etag).send();
    Answer again = http().jsonPatch(path, patch).ifMatch("*").key(key).send();

    assertThat(again.status()).isEqualTo(204);
    assertThat(again.has("Idempotent-Replayed")).isFalse();
    assertUntouched(path, again.etag(), "{\"n\":2,\"m\":3}");
  }

  @Test
  default void k4_staleFirst_isStaleAgain() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);
    http().put(path, TWO).ifMatch(etag).send();
    String key = freshKey();

    assertPreconditionFailed(http().put(path, "{}").ifMatch(etag).key(key).send(), "stale");
    assertPreconditionFailed(http().put(path, "{}").ifMatch(etag).key(key).send(), "stale");
  }

  @Test
  default void k4_staleRepeatOfTheSameContent_isNotTakenForOneWithoutItsKey() {
    String path = fresh(SWITCHES);
    String etag = http().create(path, ONE);
    http().put(path, TWO).ifMatch(etag).key(freshKey()).send();

    assertPreconditionFailed(http().put(path, TWO).ifMatch(etag).key(freshKey()).send(), "stale");
  }

  @Test
  default void k5_olderThanTheLedger_isEvaluatedAnew() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);
    String key = freshKey();
    String current = http().put(path, TWO).ifMatch(etag).key(key).send().etag();
    for (int n = 1; n < LedgerBounds.MOST; n++) {
      current = change(path, current, n);
    }
    assertThat(http().put(path, TWO).ifMatch(etag).key(key).send().field("Idempotent-Replayed"))
        .isEqualTo("true");

    String second = current;
    current = change(path, current, LedgerBounds.MOST);

    Answer repeat = http().put(path, TWO).ifMatch(etag).key(key).send();
    assertPreconditionFailed(repeat, "stale");
    assertThat(repeat.json().path("keyMayBeForgotten").asBoolean()).isTrue();
    assertThat(http().get(path).send().etag()).isEqualTo(current);

    // The ledger still reaches back to what came after the last version but one.
    Answer other = http().put(path, TWO).ifMatch(second).key(freshKey()).send();
    assertPreconditionFailed(other, "stale");
    assertThat(other.json().has("keyMayBeForgotten")).isFalse();
  }

  @Test
  default void k5_olderThanTheLedgerOfWhatWasDeleted_isEvaluatedAnew() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);
    String current = etag;
    for (int n = 0; n <= LedgerBounds.MOST; n++) {
      current = change(path, current, n);
    }
    http().delete(path).ifMatch(current).key(freshKey()).send();

    Answer gone = http().delete(path).ifMatch(etag).key(freshKey()).send();
    assertProblem(gone, 410, "gone");
    assertThat(gone.json().path("keyMayBeForgotten").asBoolean()).isTrue();
    Answer absent = http().put(path, TWO).ifMatch(etag).key(freshKey()).send();
    assertPreconditionFailed(absent, "absent");
    assertThat(absent.json().path("keyMayBeForgotten").asBoolean()).isTrue();
    assertThat(http().put(path, TWO).ifMatch(etag).send().json().has("keyMayBeForgotten"))
        .isFalse();
  }

  @Test
  default void k5_nothingDropped_isNoDoubt() {
    String path = fresh(NOTES);
    String etag = http().create(path, ONE);
    change(path, etag, 1);

    Answer stale = http().put(path, TWO).ifMatch(etag).key(freshKey()).send();

    assertPreconditionFailed(stale, "stale");
    assertThat(stale.json().has("keyMayBeForgotten")).isFalse();
  }

  private String change(String path, String etag, int n) {
    return http().put(path, "{\"v\":" + n + "}").ifMatch(etag).key(freshKey()).send().etag();
  }
}
