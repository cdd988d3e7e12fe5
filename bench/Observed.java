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
  /**
   * Arguments: the folder for their data, and whether the one with metrics is started first, since
   * two that are alike differ too, by one or two per cent.
   */
  public static void main(String[] args) {
    Path data = Path.of(args[0]);
    List<Logger> lines =
        List.of(Logger.getLogger("etagere.access"), Logger.getLogger("etagere.audit"));
    boolean withFirst = Boolean.parseBoolean(args[1]);
    try (EtagereServer first = start(data.resolve("first"), withFirst);
        EtagereServer second = start(data.resolve("second"), !withFirst)) {
      System.out.println(
          withFirst
              ? second.baseUri() + " " + first.baseUri()
              : first.baseUri() + " " + second.baseUri());
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
