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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between driver and server, and loses the answers to one kind of command once told to. The
 * command itself always reaches the server.
 */
final class CuttingProxy implements AutoCloseable {
  /** What happens to an answer that is lost. */
  enum Loss {
    /** The connection breaks in its place. */
    CUT,
    /** Nothing comes, and the connection stays open. */
    SILENCE
  }

  private record Rule(String command, Loss loss) {}

  private final ServerSocket listener;
  private final int serverPort;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private volatile Rule rule = new Rule("no such command", Loss.CUT);

  CuttingProxy(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(() -> quietly(this::accept));
  }

  int port() {
    return listener.getLocalPort();
  }

  /** From now on the answers to this command are lost. */
  void loseAnswersTo(String command, Loss loss) {
    rule = new Rule(command, loss);
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      sockets.add(client);
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
        if (!names(request, now.command())) {
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
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
