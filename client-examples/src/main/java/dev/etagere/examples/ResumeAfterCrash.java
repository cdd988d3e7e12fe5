package dev.etagere.examples;

import com.fasterxml.jackson.databind.JsonNode;
import dev.etagere.client.CallOptions;
import dev.etagere.client.EtagereClient;
import dev.etagere.client.key.IdempotencyKey;
import dev.etagere.client.resource.Versioned;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A program is killed after its payment was made and before it could note that down. It starts
 * again and repeats the payment under the key that it had stored: there is one payment.
 */
public final class ResumeAfterCrash {
  private ResumeAfterCrash() {}

  /** What must be made once. */
  record Transfer(String reference, int cents) {}

  /** Runs the example; with a second argument, it is the program that is killed. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 2) {
      Path journal = Path.of(arguments[1]);
      Example.main(arguments, client -> pay(client, journal));
    } else {
      Example.main(arguments, client -> run(client, arguments[0]));
    }
  }

  /** Key and content are on the disk before anything is sent, and are removed when it is done. */
  private static boolean pay(EtagereClient client, Path journal) throws IOException {
    if (Files.notExists(journal)) {
      IdempotencyKey key = IdempotencyKey.random();
      Files.write(
          journal,
          List.of(key.value(), "ref-" + key, "1995"),
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.SYNC);
    }
    List<String> stored = Files.readAllLines(journal);
    Transfer transfer = new Transfer(stored.get(1), Integer.parseInt(stored.get(2)));
    Versioned<Transfer> made =
        client.create("notes", transfer, CallOptions.key(new IdempotencyKey(stored.get(0))));

    System.out.println("made " + made.id());
    // Stands for the rest of a long job, in which the program is killed.
    System.in.transferTo(OutputStream.nullOutputStream());
    Files.delete(journal);
    return true;
  }

  private static boolean run(EtagereClient client, String server) throws Exception {
    Path journal = Files.createTempDirectory("resume").resolve("journal");
    Process first = start(server, journal);
    String made = first.inputReader().readLine();
    first.destroyForcibly().waitFor();
    String reference = Files.readAllLines(journal).get(1);
    System.out.println("Killed after: " + made);

    Process second = start(server, journal);
    String again = second.inputReader().readLine();
    second.getOutputStream().close();
    System.out.println("Started again: " + again);
    return second.waitFor() == 0
        && made.equals(again)
        && Files.notExists(journal)
        && count(client, reference) == 1;
  }

  private static long count(EtagereClient client, String reference) {
    return client
        .list("notes", JsonNode.class)
        .filter(note -> note.value().path("reference").asText().equals(reference))
        .count();
  }

  private static Process start(String server, Path journal) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ResumeAfterCrash.class.getName(),
            server,
            journal.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
