package dev.etagere.server;

import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.load.ConfigException;
import dev.etagere.server.config.load.ConfigLoader;
import dev.etagere.server.config.load.ConfigLoader.Loaded;
import dev.etagere.server.config.text.Mistake;
import dev.etagere.server.config.text.Shown;
import dev.etagere.server.tool.Terminal;
import dev.etagere.server.tool.Tools;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command {@code etagere}: loads the configuration, starts the server, says how to reach it.
 */
final class ServerCommand {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCommand.class);

  private final ConfigLoader loader;
  private final Launcher launcher;
  private final BiConsumer<RunningServer, Runnable> lifetime;
  private final PrintWriter out;
  private final PrintWriter err;

  /**
   * Makes the command.
   *
   * @param lifetime is given the started server and what to run once signals close it, and returns
   *     when it has been closed
   */
  ServerCommand(
      ConfigLoader loader,
      Launcher launcher,
      BiConsumer<RunningServer, Runnable> lifetime,
      PrintWriter out,
      PrintWriter err) {
    this.loader = loader;
    this.launcher = launcher;
    this.lifetime = lifetime;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the command.
   *
   * @return 0 after a stop or a help text, 1 if the server did not start, 2 for a mistake in
   *     options or configuration
   */
  int run(String... args) {
    return new CommandLine(Options.spec())
        .setOut(out)
        .setErr(err)
        // A folder or password that begins with '@' is not a file of options.
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(this::misused)
        .setExecutionStrategy(this::execute)
        .execute(args);
  }

  private int misused(ParameterException e, String[] args) {
    String message = String.valueOf(e.getMessage());
    err.println(message.contains("://") ? Shown.of(message) : message);
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("See etagere --help.");
    return ExitCode.USAGE;
  }

  private int execute(ParseResult options) {
    Integer help = CommandLine.executeHelpRequest(options);
    if (help != null) {
      return help;
    }
    if (options.hasSubcommand()) {
      ParseResult command = options.subcommand();
      return Tools.find(command)
          .map(tool -> tool.run(command, terminal()))
          .orElseGet(() -> keyCommand(command));
    }
    try {
      return start(loader.load(Options.arguments(options)));
    } catch (ConfigException e) {
      err.println("The configuration has mistakes:");
      for (Mistake mistake : e.mistakes()) {
        err.println("  " + mistake);
      }
      return ExitCode.USAGE;
    }
  }

  private Terminal terminal() {
    // Not System.out: that keeps a failure to itself, and a cut export would count as whole.
    OutputStream data = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
    return new Terminal(loader, System.getenv(), System.in, data, out, err);
  }

  private int keyCommand(ParseResult key) {
    if (KeyCommand.run(key, out)) {
      return ExitCode.OK;
    }
    err.println("Say what to do: etagere key create --name NAME");
    return ExitCode.USAGE;
  }

  /** Whatever kept the server from starting, people get one message; the log has the rest. */
  private int start(Loaded loaded) {
    ServerConfig config = loaded.config();
    config.weakenedPromises().forEach(LOG::warn);
    RunningServer server;
    try {
      server = launcher.start(config);
    } catch (IOException | RuntimeException e) {
      LOG.debug("The server did not start.", e);
      err.println(StartFailure.message(e, config));
      return ExitCode.SOFTWARE;
    }
    lifetime.accept(server, () -> greet(server, loaded));
    return ExitCode.OK;
  }

  private void greet(RunningServer server, Loaded loaded) {
    out.print(Greeting.of(server, loaded));
    out.flush();
  }
}
