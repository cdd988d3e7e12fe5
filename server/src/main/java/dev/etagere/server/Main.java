package dev.etagere.server;

import dev.etagere.server.config.load.ConfigLoader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;

/** The program. */
public final class Main {
  private Main() {}

  /**
   * Starts a server and serves until SIGTERM or SIGINT. Ends the process with code 1 if the server
   * cannot be started, and with 2 if options or configuration have mistakes.
   */
  public static void main(String[] args) {
    run(config -> EtagereServer.start(config, System.getenv()), args);
  }

  static void run(Launcher launcher, String... args) {
    // First of all: a logger that is made earlier fixes the configuration of the JDK.
    Logging.configure();
    var loader = new ConfigLoader(Path.of(""), System.getenv());
    var out = new PrintWriter(System.out, true, Charset.defaultCharset());
    var err = new PrintWriter(System.err, true, Charset.defaultCharset());
    int code = new ServerCommand(loader, launcher, Lifetime::serve, out, err).run(args);
    if (code != 0) {
      System.exit(code);
    }
  }
}
