package dev.etagere.client.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A bad network between clients and a server on loopback: it carries HTTP/1.1 byte for byte, and
 * does to the requests what its plan says.
 */
public final class FaultyProxy implements AutoCloseable {
  /** Another process may take the port while connections are refused; then it is waited for. */
  private static final Duration BIND_PATIENCE = Duration.ofSeconds(10);

  private final FaultPlan plan;
  private final int port;
  private final AtomicInteger serverPort = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final LongAdder requests = new LongAdder();
  private final Map<Fault, LongAdder> faults = new ConcurrentSkipListMap<>();
  private volatile ServerSocket listener;
  private volatile boolean closed;
  private volatile @Nullable Duration refusal;

  /** Starts on a free port of loopback. */
  public FaultyProxy(URI server, FaultPlan plan) {
    this.plan = plan;
    this.serverPort.set(server.getPort());
    try {
      listener = listen(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    port = listener.getLocalPort();
    threads.execute(this::accept);
  }

  /** Where clients connect. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** From now on the server is there: after it was started again on another port. */
  public void serverIsAt(URI server) {
    serverPort.set(server.getPort());
  }

  /** How many requests came. */
  public long requests() {
    return requests.sum();
  }

  /** How many of them met a fault. */
  public long faults() {
    return faults.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** The plan and the figures, for a person. */
  @Override
  public String toString() {
    return plan + ": " + requests + " requests, " + faults() + " faults " + faults;
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
    return socket;
  }

  private void accept() {
    while (!closed) {
      try {
        Socket client = listener.accept();
        sockets.add(client);
        threads.execute(() -> carry(client));
      } catch (IOException closedListener) {
        listenAgain();
      }
    }
  }

  /** After a time of refusing. */
  private void listenAgain() {
    Duration pause = refusal;
    if (closed || pause == null) {
      return;
    }
    refusal = null;
    LockSupport.parkNanos(pause.toNanos());
    long end = System.nanoTime() + BIND_PATIENCE.toNanos();
    while (!closed && listener.isClosed()) {
      try {
        listener = listen(port);
      } catch (BindException taken) {
        if (System.nanoTime() > end) {
          throw new UncheckedIOException(taken);
        }
        LockSupport.parkNanos(1_000_000);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void carry(Socket client) {
    try (client;
        Socket server = connect()) {
      InputStream fromClient = new BufferedInputStream(client.getInputStream());
      boolean open = true;
      while (open) {
        HttpMessage request = HttpMessage.request(fromClient).orElse(null);
        open = request != null && exchange(request, client, server);
      }
    } catch (IOException broken) {
      Thread.currentThread().setName("broken: " + broken.getMessage());
    } finally {
      sockets.remove(client);
    }
  }

  private Socket connect() throws IOException {
    Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort.get());
    server.setTcpNoDelay(true);
    sockets.add(server);
    return server;
  }

  /** Whether the connection lives on. */
  private boolean exchange(HttpMessage request, Socket client, Socket server) throws IOException {
    requests.increment();
    Fault fault = plan.next().orElse(null);
    if (fault == null) {
      send(act(request, server), client);
      return true;
    }
    faults.computeIfAbsent(fault, kind -> new LongAdder()).increment();
    return switch (fault) {
      case DROP_REQUEST -> false;
      case DROP_ANSWER -> {
        act(request, server);
        yield false;
      }
      case CUT_ANSWER -> {
        byte[] answer = act(request, server).bytes();
        client.getOutputStream().write(answer, 0, answer.length / 2);
        yield false;
      }
      case DELAY -> {
        LockSupport.parkNanos(plan.aWhile().toNanos());
        send(act(request, server), client);
        yield true;
      }
      case RESET -> {
        server.getOutputStream().write(request.bytes());
        server.setSoLinger(true, 0);
        client.setSoLinger(true, 0);
        yield false;
      }
      case TWICE -> {
        try (Socket first = connect()) {
          act(request, first);
        }
        send(act(request, server), client);
        yield true;
      }
      case REFUSE -> {
        refuse();
        yield false;
      }
    };
  }

  private static HttpMessage act(HttpMessage request, Socket server) throws IOException {
    server.getOutputStream().write(request.bytes());
    // A buffer of its own is safe: nothing follows the answer before the next request.
    return HttpMessage.answer(request, new BufferedInputStream(server.getInputStream()));
  }

  private static void send(HttpMessage answer, Socket client) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(answer.bytes());
    out.flush();
  }

  private synchronized void refuse() throws IOException {
    if (refusal == null) {
      refusal = plan.aWhile();
      listener.close();
    }
  }

  @Override
  public void close() {
    closed = true;
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
