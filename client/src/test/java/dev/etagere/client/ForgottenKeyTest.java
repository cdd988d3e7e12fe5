package dev.etagere.client;

import static dev.etagere.client.testing.ScriptedServer.broken;
import static dev.etagere.client.testing.ScriptedServer.done;
import static dev.etagere.client.testing.ScriptedServer.json;
import static dev.etagere.client.testing.ScriptedServer.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etagere.client.error.ConflictException;
import dev.etagere.client.error.OutcomeUnknownException;
import dev.etagere.client.resource.Condition;
import dev.etagere.client.resource.Patch;
import dev.etagere.client.testing.Clients;
import dev.etagere.client.testing.Counter;
import dev.etagere.client.testing.ScriptedServer;
import dev.etagere.client.testing.ScriptedServer.Request;
import dev.etagere.client.testing.ScriptedServer.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A conflict after a broken attempt, of a server that may have forgotten the key, in each of the
 * four languages: whoever took it for proof would apply the change a second time.
 */
@Timeout(60)
class ForgottenKeyTest {
  private static final Step READ = json("{\"count\":1}", "\"a\"");
  private static final Step READ_AGAIN = json("{\"count\":5}", "\"now\"");
  private static final Step CONFLICT =
      problem(412, "precondition-failed", ",\"reason\":\"stale\"", "ETag: \"now\"");
  private static final Step FORGOTTEN =
      problem(
          412,
          "precondition-failed",
          ",\"reason\":\"stale\",\"keyMayBeForgotten\":true",
          "ETag: \"now\"");

  private static final String PYTHON =
      """
      import sys; sys.path.insert(0, "client-examples/python")
      from etagere import Client, OutcomeUnknown
      try:
          Client(sys.argv[1]).update("notes", "x", lambda value: {"count": value["count"] + 1})
          print("done")
      except OutcomeUnknown:
          print("unknown")
      """;
  private static final String JAVASCRIPT =
      """
      const { Client, OutcomeUnknown } = await import(process.cwd() + "/client-examples/javascript/etagere.mjs");
      try {
        await new Client(process.argv[1]).update("notes", "x", ({ count }) => ({ count: count + 1 }));
        console.log("done");
      } catch (failure) {
        if (!(failure instanceof OutcomeUnknown)) throw failure;
        console.log("unknown");
      }
      """;
  private static final String SHELL =
      """
      server=$1
      . client-examples/shell/etagere.sh
      more() { echo '{"count":6}'; }
      update notes x more && echo done || echo unknown
      rm -r "$answer"
      """;

  private ScriptedServer server = new ScriptedServer(broken());

  @AfterEach
  void stop() {
    server.close();
  }

  private EtagereClient client(Step... script) {
    serve(script);
    return Clients.quick(server.uri()).build();
  }

  private void serve(Step... script) {
    server.close();
    server = new ScriptedServer(script);
  }

  @Test
  void update_conflictAfterDoubt_isUnknown_andNotAppliedAgain() {
    EtagereClient client = client(READ, broken(), FORGOTTEN, READ_AGAIN, done("\"b\""));

    assertThatThrownBy(() -> client.update("notes", "x", Counter.class, Counter::incremented))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasCauseInstanceOf(ConflictException.class);
    assertSent("GET", "PUT", "PUT");
  }

  @Test
  void update_conflictWithoutDoubt_goesOn() {
    EtagereClient client = client(READ, FORGOTTEN, READ_AGAIN, done("\"b\""));

    assertThat(client.update("notes", "x", Counter.class, Counter::incremented).value())
        .isEqualTo(new Counter(6));
  }

  @Test
  void patch_goneAfterDoubt_isUnknown() {
    EtagereClient client = client(broken(), problem(410, "gone", ",\"keyMayBeForgotten\":true"));
    Patch patch = Patch.merge(Map.of("count", 1));

    assertThatThrownBy(() -> client.patch("notes", "x", patch, Condition.ifMatch("\"a\"")))
        .isInstanceOf(OutcomeUnknownException.class);
    assertSent("PATCH", "PATCH");
  }

  @Test
  void python_tellsAForgottenKeyFromAConflict() throws Exception {
    assertTellsApart("python3", "-c", PYTHON);
  }

  @Test
  void javascript_tellsAForgottenKeyFromAConflict() throws Exception {
    assertTellsApart("node", "--input-type=module", "-e", JAVASCRIPT);
  }

  /** curl repeats by itself and does not tell, so any forgotten key ends the update. */
  @Test
  void shell_tellsAForgottenKeyFromAConflict() throws Exception {
    assertTellsApart("bash", "-c", SHELL, "test");
  }

  private void assertTellsApart(String... command) throws Exception {
    serve(READ, broken(), CONFLICT, READ_AGAIN, done("\"b\""));
    assertThat(run(command)).isEqualTo("done");
    assertSent("GET", "PUT", "PUT", "GET", "PUT");

    serve(READ, broken(), FORGOTTEN, READ_AGAIN, done("\"b\""));
    assertThat(run(command)).isEqualTo("unknown");
    assertSent("GET", "PUT", "PUT");
  }

  private String run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.command().add(server.uri().toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    // The root of the sources: Maven runs tests in the module's folder.
    builder.directory(Path.of("..").toFile()).redirectErrorStream(true);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  private void assertSent(String... methods) {
    assertThat(server.requests()).extracting(Request::method).containsExactly(methods);
  }
}
