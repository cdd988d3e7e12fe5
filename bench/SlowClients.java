import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * GETs of an honest client beside 500 slow connections of one kind: silent, head, body, answer, unread, list.
 * Arguments: the server's base URI, the path of a small document, the path of a large one, seconds
 * for each kind, and the kinds if not all. The slow ones come from 127.0.0.2 and on, 100 of each address; Linux lets them.
 */
public class SlowClients {
  private static final int CONNECTIONS = 500;
  private static final int PER_ADDRESS = 100;

  public static void main(String[] args) throws Exception {
    URI base = URI.create(args[0]);
    int seconds = Integer.parseInt(args[3]);
    URI small = base.resolve(args[1]);
    measure(small, 3); // The JVMs warm up.
    System.out.println("| slow connections | GETs | failed | median ms | p99 ms | still open |");
    System.out.println("|---|---|---|---|---|---|");
    System.out.println("| none | " + measure(small, seconds) + " | 0 |");
    String[] kinds = {"silent", "head", "body", "answer", "unread", "list"};
    for (String kind : args.length > 4 ? java.util.Arrays.copyOfRange(args, 4, args.length) : kinds) {
      List<SocketChannel> slow = open(base, kind, args[2]);
      Thread pace = new Thread(() -> pace(slow, kind));
      pace.setDaemon(true);
      pace.start();
      String honest = measure(small, seconds);
      pace.interrupt();
      pace.join();
      System.out.println(
          "| 500 " + kind + " | " + honest + " | " + countOpen(slow) + " |");
      for (SocketChannel channel : slow) {
        channel.close();
      }
    }
  }

  private static List<SocketChannel> open(URI base, String kind, String large) throws IOException {
    String begin =
        switch (kind) {
          case "silent" -> "";
          case "head" -> "GET / HTTP/1.1\r\nHost: h\r\nA: ";
          case "body" -> "PUT /v1/notes/slow HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n";
 // Eight answers at once, of which nothing is read.
          case "unread" -> ("GET " + large + " HTTP/1.1\r\nHost: h\r\n\r\n").repeat(8);
          case "list" -> ("GET " + list(large) + " HTTP/1.1\r\nHost: h\r\n\r\n").repeat(8);
          default -> ("GET " + large + " HTTP/1.1\r\nHost: h\r\n\r\n");
        };
    List<SocketChannel> all = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      SocketChannel channel = SocketChannel.open();
      channel.setOption(java.net.StandardSocketOptions.SO_RCVBUF, 4096);
      channel.bind(new InetSocketAddress(InetAddress.getByName("127.0.0." + (2 + i / PER_ADDRESS)), 0));
      channel.connect(new InetSocketAddress(base.getHost(), base.getPort()));
      channel.write(ByteBuffer.wrap(begin.getBytes(StandardCharsets.US_ASCII)));
      channel.configureBlocking(false);
      all.add(channel);
    }
    return all;
  }

  /** The list that a resource is in. */
  private static String list(String resource) {
    return resource.substring(0, resource.lastIndexOf('/')) + "?limit=20";
  }

  /** One byte a second on each connection. */
  private static void pace(List<SocketChannel> slow, String kind) {
    while (!Thread.interrupted()) {
      for (SocketChannel channel : slow) {
        try {
          if (kind.equals("answer")) {
            channel.read(ByteBuffer.allocate(1));
          } else if (!kind.equals("silent") && !kind.equals("unread") && !kind.equals("list")) {
            channel.write(ByteBuffer.wrap(new byte[] {'x'}));
          }
        } catch (IOException closed) {
          // Counted at the end.
        }
      }
      try {
        Thread.sleep(1000);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /**
   * Whether the server still has the connection: else it answers the first bytes by a reset, and
   * what is sent then fails. To read would ask an unread connection for all of its answers.
   */
  private static long countOpen(List<SocketChannel> slow) throws InterruptedException {
    slow.forEach(SlowClients::isOpen);
    Thread.sleep(500);
    return slow.stream().filter(SlowClients::isOpen).count();
  }

  private static boolean isOpen(SocketChannel channel) {
    try {
      channel.write(ByteBuffer.wrap(new byte[] {'x'}));
      return true;
    } catch (IOException reset) {
      return false;
    }
  }

  private static String measure(URI uri, int seconds) throws InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest get = HttpRequest.newBuilder(uri).timeout(java.time.Duration.ofSeconds(5)).build();
    List<Long> nanos = new ArrayList<>();
    int failed = 0;
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < end) {
      long begin = System.nanoTime();
      try {
        if (client.send(get, HttpResponse.BodyHandlers.ofByteArray()).statusCode() == 200) {
          nanos.add(System.nanoTime() - begin);
        } else {
          failed++;
        }
      } catch (IOException e) {
        failed++;
      }
      Thread.sleep(5);
    }
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted.length + " | " + failed + " | " + millis(sorted, 50) + " | " + millis(sorted, 99);
  }

  private static String millis(long[] sorted, int percent) {
    return sorted.length == 0
        ? "-"
        : String.format(java.util.Locale.ROOT, "%.2f", sorted[sorted.length * percent / 100] / 1e6);
  }
}
