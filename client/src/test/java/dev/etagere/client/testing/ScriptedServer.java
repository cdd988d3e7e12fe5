package dev.etagere.client.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers each request with the next step of its script; the last one stays. */
public final class ScriptedServer implements AutoCloseable {
  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new ArrayList<>();
  private final ArrayDeque<Step> script = new ArrayDeque<>();

  /** A request as it arrived. */
  public record Request(String method, String target, Map<String, String> fields, String body) {
    /** The value of a field. */
    public Optional<String> field(String name) {
      return Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)));
    }
  }

  /** What is done with a request; after it the connection stays open for the next. */
  public interface Step {
    /** Writes an answer; throws to break the connection. */
    void answer(Request request, OutputStream out) throws IOException;
  }

  /** Starts on a free port of loopback. */
  public ScriptedServer(Step... steps) {
    script.addAll(List.of(steps));
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** An answer with a content and any fields, each as {@code Name: value}. */
  public static Step answer(int status, String content, String... fields) {
    return (request, out) -> {
      StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
      for (String field : fields) {
        head.append(field).append("\r\n");
      }
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      if (status != 204 && status != 304) {
        head.append("Content-Length: ").append(bytes.length).append("\r\n");
      }
      out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
      out.write(bytes);
      out.flush();
    };
  }

  /** A 200 with JSON under an entity tag. */
  public static Step json(String content, String etag) {
    return answer(200, content, "Content-Type: application/json", "ETag: " + etag);
  }

  /** A change that was made. */
  public static Step done(String etag) {
    return answer(204, "", "ETag: " + etag);
  }

  /** A problem document of this type, with further members. */
  public static Step problem(int status, String type, String members, String... fields) {
    String content =
        "{\"type\":\"/problems/%s\",\"title\":\"Title\",\"detail\":\"Detail\"%s}"
            .formatted(type, members);
    List<String> all = new ArrayList<>(List.of(fields));
    all.add("Content-Type: application/problem+json");
    return answer(status, content, all.toArray(String[]::new));
  }

  /** The connection breaks in place of an answer. */
  public static Step broken() {
    return (request, out) -> {
      throw new IOException("as the script says");
    };
  }

  /** Nothing comes, until the server is closed. */
  public static Step silent() {
    return (request, out) -> {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException closed) {
        throw new IOException(closed);
      }
    };
  }

  /** The address. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** What has arrived so far. */
  public List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        threads.execute(() -> serve(socket));
      }
    } catch (IOException closed) {
      threads.shutdownNow();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (true) {
        Request request = read(in);
        next(request).answer(request, socket.getOutputStream());
      }
    } catch (IOException end) {
      Thread.currentThread().setName("ended: " + end.getMessage());
    }
  }

  private Step next(Request request) {
    synchronized (requests) {
      requests.add(request);
      return script.size() > 1 ? script.remove() : script.element();
    }
  }

  private static Request read(InputStream in) throws IOException {
    String[] start = line(in).split(" ", 3);
    Map<String, String> fields = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String[] field = line.split(": *", 2);
      fields.put(field[0].toLowerCase(Locale.ROOT), field[1]);
    }
    int length = Integer.parseInt(fields.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Request(start[0], start[1], fields, body);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("closed by the client");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
