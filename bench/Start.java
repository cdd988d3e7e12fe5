import dev.etagere.server.EtagereServer;
import java.util.ArrayList;
import java.util.List;

/** Measures how long an embedded server takes to start, again and again in one JVM. */
public final class Start {
  private static final int ROUNDS = 20;

  /** No arguments. */
  public static void main(String[] args) {
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      EtagereServer server = EtagereServer.builder().start();
      millis.add((System.nanoTime() - begin) / 1_000_000);
      server.close();
    }
    System.out.println("first " + millis.get(0) + " ms, second " + millis.get(1) + " ms");
    System.out.println("median " + millis.stream().sorted().toList().get(ROUNDS / 2) + " ms");
  }
}
