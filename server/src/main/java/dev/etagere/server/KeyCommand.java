package dev.etagere.server;

import dev.etagere.server.auth.key.ApiKey;
import java.io.PrintWriter;
import java.security.SecureRandom;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command {@code etagere key create}: makes an API key, and shows it this once. */
final class KeyCommand {
  static final String NAME = "key";
  private static final String CREATE = "create";
  private static final String OWNER = "--name";

  private KeyCommand() {}

  static CommandSpec spec() {
    CommandSpec create = CommandSpec.create().name(CREATE).mixinStandardHelpOptions(true);
    create.usageMessage().description("Makes an API key and shows it, with the line to configure.");
    create.addOption(
        OptionSpec.builder(OWNER)
            .paramLabel("NAME")
            .type(String.class)
            .required(true)
            .description("whose key it is; grants and logs call the caller key:NAME")
            .build());
    CommandSpec key = CommandSpec.create().name(NAME).mixinStandardHelpOptions(true);
    key.usageMessage().description("Makes API keys.");
    key.addSubcommand(CREATE, create);
    return key;
  }

  /** Runs what was parsed; false if nothing was asked for. */
  static boolean run(ParseResult key, PrintWriter out) {
    if (!key.hasSubcommand()) {
      return false;
    }
    String owner = key.subcommand().matchedOptionValue(OWNER, "");
    SecureRandom random = new SecureRandom();
    ApiKey made = ApiKey.create(random);
    out.println("The key, shown only now; give it to its owner, who sends it with each request:");
    out.println("  Authorization: Bearer " + made.text());
    out.println("What the server needs of it, for etagere.yaml; no secret:");
    out.println("  auth:");
    out.println("    keys:");
    out.println("      " + owner + ": " + made.hash(random));
    out.flush();
    return true;
  }
}
