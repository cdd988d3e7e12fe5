package dev.etagere.server.store.sqlite;

import static dev.etagere.server.store.StoreFixtures.NOTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CrashTest {
  private static final int WRITERS = 8;

  @TempDir Path folder;

  @RepeatedTest(5)
  void acknowledgedChanges_processKilled_areAllThereAndNoneIsHalf() throws Exception {
    Map<String, Long> acknowledged = new HashMap<>();
    writeUntilKilled(acknowledged, 300 + new Random().nextInt(1500));
    // A second life on the same files, which begins with their recovery.
    writeUntilKilled(acknowledged, 200 + new Random().nextInt(500));

    try (SqliteStore store = SqliteStore.open(folder, Set.of(NOTES))) {
      assertThat(acknowledged).hasSize(WRITERS * CrashWriter.IDS_EACH);
      acknowledged.forEach((id, number) -> assertIsThere(store, new ResourceId(id), number));
    }
  }

  private void writeUntilKilled(Map<String, Long> acknowledged, int lines) throws Exception {
    Process writer =
        ChildJvm.start(List.of(), CrashWriter.class, folder.toString(), String.valueOf(WRITERS));
    try (BufferedReader out = writer.inputReader()) {
      assertThat(out.readLine()).isEqualTo("open");
      for (int i = 0; i < lines; i++) {
        note(acknowledged, out.readLine());
      }
      // By its handle: Process.destroyForcibly would close the pipe with the last lines in it.
      assertThat(writer.toHandle().destroyForcibly()).isTrue();
      for (String line = lineOf(out); line != null; line = lineOf(out)) {
        note(acknowledged, line);
      }
    } finally {
      writer.destroyForcibly();
      assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /**
   * Killed in the middle of a line, a writer leaves one without its end: not an acknowledgement.
   */
  private static @Nullable String lineOf(BufferedReader out) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = out.read(); c >= 0; c = out.read()) {
      if (c == '\n') {
        return line.toString().strip();
      }
      line.append((char) c);
    }
    return null;
  }

  private static void note(Map<String, Long> acknowledged, String line) {
    String[] words = line.split(" ", 2);
    acknowledged.merge(words[0], Long.valueOf(words[1]), Math::max);
  }

  private static void assertIsThere(SqliteStore store, ResourceId id, long number) {
    StoredResource found = store.find(NOTES, id).orElseThrow();
    // At most the one change that was under way when the process was killed may be there as well.
    assertThat(found.version().number()).as("%s", id).isBetween(number, number + 1);
    if (found instanceof StoredResource.Live live) {
      assertThat(live.content()).isEqualTo(CrashWriter.content(id, live.version().number()));
    } else {
      assertThat(found.version().number() % 4).isZero();
    }
  }
}
