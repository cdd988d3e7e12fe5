package dev.etagere.server.store.mongo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between driver and server, and loses the answers to one kind of command once told to. The
 * command itself always reaches the server.
 */
public final class CuttingProxy implements AutoCloseable {
  /** What happens to an answer that is lost. */
  public enum Loss {
    /** The connection breaks in its place. */
    CUT,
    /** Nothing comes, and the connection stays open. */
    SILENCE
  }

  private record Rule(Set<String> commands, Loss loss) {}

  private static final Rule LOSE_NOTHING = new Rule(Set.of(), Loss.CUT);

  private final ServerSocket listener;
  private final int serverPort;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private volatile Rule rule = LOSE_NOTHING;
  private volatile boolean down;

  public CuttingProxy(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(() -> quietly(this::accept));
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** From now on the answers to this command are lost. */
  public void loseAnswersTo(String command, Loss loss) {
    rule = new Rule(Set.of(command), loss);
  }

  /** From now on the answers to commands that change documents are lost. */
  public void loseAnswersToWrites(Loss loss) {
    rule = new Rule(Set.of("insert", "update", "delete", "findAndModify"), loss);
  }

  /** From now on no answer is lost. */
  public void loseNothing() {
    rule = LOSE_NOTHING;
  }

  /** Breaks all connections, and each new one, until {@link #comeBack}. */
  public void goDown() throws IOException {
    down = true;
    closeSockets();
  }

  /** Lets connections through again. */
  public void comeBack() {
    down = false;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      // Noted before it is asked whether all is down: otherwise one could slip through.
      sockets.add(client);
      if (down) {
        client.close();
        continue;
      }
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      sockets.add(server);
      threads.execute(() -> quietly(() -> forward(client, server)));
    }
  }

  /** One request, one answer, as the driver does unless the server offers to stream. */
  private void forward(Socket client, Socket server) throws IOException {
    try (client;
        server) {
      while (true) {
        byte[] request = message(client.getInputStream());
        send(request, server.getOutputStream());
        byte[] answer = message(server.getInputStream());
        Rule now = rule;
        if (now.commands().stream().noneMatch(command -> names(request, command))) {
          send(answer, client.getOutputStream());
        } else if (now.loss() == Loss.CUT) {
          return;
        }
      }
    }
  }

  /** A message of MongoDB's wire protocol begins with its length, little-endian. */
  private static byte[] message(InputStream in) throws IOException {
    byte[] length = in.readNBytes(4);
    if (length.length < 4) {
      throw new IOException("closed");
    }
    int total = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
    byte[] message = Arrays.copyOf(length, total);
    if (in.readNBytes(message, 4, total - 4) < total - 4) {
      throw new IOException("closed");
    }
    return message;
  }

  private static void send(byte[] message, OutputStream out) throws IOException {
    out.write(message);
    out.flush();
  }

  /** A command is a document whose first member, a string, is named as the command. */
  private static boolean names(byte[] request, String command) {
    return new String(request, StandardCharsets.ISO_8859_1).contains("\2" + command + "\0");
  }

  private interface Task {
    void run() throws IOException;
  }

  /** A closed socket is how each of these tasks ends. */
  private static void quietly(Task task) {
    try {
      task.run();
    } catch (IOException closed) {
      Thread.currentThread().setName("closed: " + closed.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    closeSockets();
    threads.shutdownNow();
  }

  private void closeSockets() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
