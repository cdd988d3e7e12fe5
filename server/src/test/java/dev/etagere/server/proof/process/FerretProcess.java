package dev.etagere.server.proof.process;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** FerretDB with SQLite in a folder, which can be killed and started again on the same port. */
public final class FerretProcess implements AutoCloseable {
  private final Path program;
  private final Path folder;
  private final File log;
  private final int port;
  private Process process;

  /**
   * Starts it.
   *
   * @param program the executable
   * @param folder an empty folder
   */
  public FerretProcess(Path program, Path folder, File log) throws Exception {
    this.program = program;
    this.folder = folder;
    this.log = log;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
    Files.createDirectories(folder.resolve("data"));
    start();
  }

  /** The port, the same after every start. */
  public int port() {
    return port;
  }

  /** Starts it where it was killed, and returns when it listens. */
  public void start() throws Exception {
    process =
        new ProcessBuilder(
                program.toString(),
                "--handler=sqlite",
                "--sqlite-url=file:" + folder.resolve("data") + "/",
                "--state-dir=" + folder,
                "--telemetry=disable",
                "--listen-addr=127.0.0.1:" + port,
                "--debug-addr=-",
                "--log-level=warn")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    long start = System.nanoTime();
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(60)) {
        throw new AssertionError("FerretDB was not started; see " + log);
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Kills it, with whatever it was doing. */
  public void kill() {
    process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    kill();
  }
}
