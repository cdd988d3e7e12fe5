import dev.etagere.server.EtagereServer;
import dev.etagere.server.config.ManagementConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Two servers in one JVM, one without metrics and one with them, so that both run what the JIT has
 * made once: from process to process that differs by more than metrics and a log cost. Prints their
 * addresses. A line {@code log} on stdin turns the lines of requests on, any other one off.
 */
public final class Observed {
  /** The only argument is the folder for their data. */
  public static void main(String[] args) {
    Path data = Path.of(args[0]);
    List<Logger> lines =
        List.of(Logger.getLogger("etagere.access"), Logger.getLogger("etagere.audit"));
    try (EtagereServer without = start(data.resolve("without"), false);
        EtagereServer with = start(data.resolve("with"), true)) {
      System.out.println(without.baseUri() + " " + with.baseUri());
      Scanner orders = new Scanner(System.in);
      while (orders.hasNextLine()) {
        Level level = orders.nextLine().equals("log") ? Level.INFO : Level.OFF;
        lines.forEach(logger -> logger.setLevel(level));
        System.out.println("done");
      }
    }
  }

  private static EtagereServer start(Path data, boolean metrics) {
    return EtagereServer.builder()
        .data(data)
        .management(ManagementConfig.DEFAULT.withMetrics(metrics))
        .start();
  }
}
