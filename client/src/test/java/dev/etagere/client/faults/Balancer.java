package dev.etagere.client.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives each new connection to the next of several servers, and passes over one that refuses it. It
 * knows nothing of HTTP, and is not told that a server is about to stop.
 */
final class Balancer implements AutoCloseable {
  private final ServerSocket listener;
  private final List<Integer> targets = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger passedOver = new AtomicInteger();

  Balancer(List<URI> servers) throws IOException {
    servers.forEach(server -> targets.add(server.getPort()));
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Where clients connect. */
  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** From now on the server of that number is there. */
  void serverIsAt(int number, URI server) {
    targets.set(number, server.getPort());
  }

  /** How many connections were made, and how often a server that refused one was passed over. */
  @Override
  public String toString() {
    return turn + " connections tried, " + passedOver + " refused by a server and given to another";
  }

  private void accept() {
    try {
      while (true) {
        Socket near = listener.accept();
        sockets.add(near);
        threads.execute(() -> connect(near));
      }
    } catch (IOException closed) {
      threads.shutdown();
    }
  }

  private void connect(Socket near) {
    for (int i = 0; i < targets.size(); i++) {
      int port = targets.get(Math.floorMod(turn.getAndIncrement(), targets.size()));
      try {
        Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(far);
        threads.execute(() -> carry(far, near));
        carry(near, far);
        return;
      } catch (ConnectException refused) {
        passedOver.incrementAndGet();
      } catch (IOException broken) {
        break;
      }
    }
    end(near);
  }

  private void end(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException cut) {
      Thread.currentThread().setName("cut: " + cut.getMessage());
    } finally {
      sockets.remove(from);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : Set.copyOf(sockets)) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
