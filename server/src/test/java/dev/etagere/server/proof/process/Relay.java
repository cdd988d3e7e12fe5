package dev.etagere.server.proof.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between Etagere and its database, and breaks all connections when it is told to. */
public final class Relay implements AutoCloseable {
  /** Where a piece of data goes. */
  public enum Direction {
    TO_DATABASE,
    FROM_DATABASE
  }

  /** Decides about each piece of data. */
  public interface Fate {
    /** Whether this piece is lost and all connections break. */
    boolean isCut(Direction direction);
  }

  private final ServerSocket listener;
  private final int databasePort;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile Fate fate = direction -> false;

  public Relay(int databasePort) throws IOException {
    this.databasePort = databasePort;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(() -> quietly(this::accept));
  }

  public int port() {
    return listener.getLocalPort();
  }

  public void decideBy(Fate next) {
    fate = next;
  }

  private void accept() throws IOException {
    while (true) {
      Socket etagere = listener.accept();
      sockets.add(etagere);
      threads.execute(() -> quietly(() -> connect(etagere)));
    }
  }

  private void connect(Socket etagere) throws IOException {
    try (etagere) {
      Socket database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
      sockets.add(database);
      threads.execute(() -> quietly(() -> pump(database, etagere, Direction.FROM_DATABASE)));
      pump(etagere, database, Direction.TO_DATABASE);
    }
  }

  private void pump(Socket from, Socket to, Direction direction) throws IOException {
    byte[] piece = new byte[1 << 16];
    try (from;
        to) {
      int length;
      while ((length = from.getInputStream().read(piece)) >= 0) {
        if (fate.isCut(direction)) {
          cut();
          return;
        }
        to.getOutputStream().write(piece, 0, length);
      }
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private void cut() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
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
    cut();
    threads.shutdownNow();
  }
}
