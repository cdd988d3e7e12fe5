package dev.etagere.server.http;

import static dev.etagere.server.http.Http.freshKey;
import static dev.etagere.server.http.HttpTest.assertPreconditionFailed;
import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.etagere.server.http.Http.Answer;
import org.junit.jupiter.api.Test;

/** A collection with a schema: step 4 of the order of checks, and row A5. */
interface SchemaContract extends HttpTest {
  String PLAIN = "bills";

  private static void assertInvalid(Answer answer, String pointer, String schemaPointer) {
    assertProblem(answer, 422, "invalid-content");
    JsonNode error = answer.json().path("errors").path(0);
    assertThat(error.path("pointer").asText()).isEqualTo(pointer);
    assertThat(error.path("schemaPointer").asText()).isEqualTo(schemaPointer);
    assertThat(error.path("message").asText()).isNotEmpty();
  }

  @Test
  default void post_breakingTheSchema_isRefusedAndChangesNothing() {
    String key = freshKey();
    Answer refused = http().post("/v1/" + PLAIN, "{\"total\":-1}").key(key).send();

    assertInvalid(refused, "/total", "https://example.com/money.json#/$defs/amount/minimum");
    // Nothing was remembered of it (row K4).
    assertThat(http().post("/v1/" + PLAIN, "{\"total\":1}").key(key).send().status())
        .isEqualTo(201);
  }

  @Test
  default void post_schemaAndGeneratedMembers_checksWhatIsStored() {
    Answer created = http().post("/v1/" + INVOICES, "{\"total\":1}").send();

    assertThat(created.status()).isEqualTo(201);
    assertThat(http().get(created.field("Location")).send().json().path("number").asText())
        .isNotEmpty();
    assertInvalid(http().post("/v1/" + INVOICES, "{}").send(), "", "invoice.json#/required");
  }

  @Test
  default void put_breakingTheSchema_isRefusedBeforeItsPrecondition() {
    String path = Http.fresh(PLAIN);
    assertInvalid(
        http().put(path, "{\"total\":\"1\"}").ifNoneMatch("*").send(),
        "/total",
        "https://example.com/money.json#/$defs/amount/type");
    assertThat(http().get(path).send().status()).isEqualTo(404);

    Answer created = http().put(path, "{\"total\":1}").ifNoneMatch("*").send();
    assertThat(created.status()).isEqualTo(201);
    assertInvalid(http().put(path, "{}").ifMatch("\"9-9\"").send(), "", "invoice.json#/required");
    assertPreconditionFailed(http().put(path, "{\"total\":2}").ifMatch("\"9-9\"").send(), "stale");
    assertProblem(http().put(path, "{}").send(), 428, "precondition-required");
    assertUntouched(path, created.etag(), "{\"total\":1}");
  }

  @Test
  default void a5_patchWhoseResultBreaksTheSchema_isRefused() {
    String path = Http.fresh(PLAIN);
    Answer created = http().put(path, "{\"total\":1}").ifNoneMatch("*").send();

    assertInvalid(
        http().mergePatch(path, "{\"due\":\"tomorrow\"}").ifMatch(created.etag()).send(),
        "/due",
        "invoice.json#/properties/due/format");
    // After the preconditions, since only they say what is patched.
    assertPreconditionFailed(
        http().mergePatch(path, "{\"due\":\"tomorrow\"}").ifMatch("\"9-9\"").send(), "stale");
    assertUntouched(path, created.etag(), "{\"total\":1}");

    assertThat(
            http()
                .mergePatch(path, "{\"due\":\"2026-12-24\"}")
                .ifMatch(created.etag())
                .send()
                .status())
        .isEqualTo(204);
  }

  @Test
  default void errors_ofManyKinds_areAllTold() {
    Answer refused = http().put(Http.fresh(PLAIN), "{\"due\":1,\"x\":2}").ifNoneMatch("*").send();

    assertProblem(refused, 422, "invalid-content");
    assertThat(refused.json().path("errors").findValuesAsText("schemaPointer"))
        .containsExactlyInAnyOrder(
            "invoice.json#/required",
            "invoice.json#/properties/due/type",
            "invoice.json#/additionalProperties");
  }
}
