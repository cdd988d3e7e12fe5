package dev.etagere.server.tool;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.tool.feed.Patience;
import dev.etagere.server.tool.feed.api.Api;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Which collection of which server a command is about, and who asks. */
final class ServerOptions {
  private static final String SERVER = "--server";
  private static final String TOKEN_FILE = "--token-file";
  private static final String DOCUMENTS = "--documents";
  private static final String PATIENCE = "--patience";
  private static final String TOKEN_VARIABLE = "ETAGERE_TOKEN";
  private static final String DEFAULT_SERVER = "http://127.0.0.1:8080/";
  private static final int DEFAULT_PATIENCE_SECONDS = 120;

  private ServerOptions() {}

  /**
   * Adds the options.
   *
   * @param documents what it means that lines are documents
   */
  static void addTo(CommandSpec spec, String documents) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .paramLabel("COLLECTION")
            .type(String.class)
            .required(true)
            .description("the collection")
            .build());
    spec.addOption(text(SERVER, "URL", "the server (default: " + DEFAULT_SERVER + ")"));
    spec.addOption(
        text(
            TOKEN_FILE,
            "FILE",
            "file with the API key or token to send; or give it in the variable "
                + TOKEN_VARIABLE));
    spec.addOption(
        OptionSpec.builder(DOCUMENTS)
            .type(boolean.class)
            .arity("0")
            .description(documents)
            .build());
    spec.addOption(
        OptionSpec.builder(PATIENCE)
            .paramLabel("SECONDS")
            .type(Integer.class)
            .description(
                "how long a request that is not answered is sent again (default: "
                    + DEFAULT_PATIENCE_SECONDS
                    + ")")
            .build());
  }

  private static OptionSpec text(String name, String parameter, String description) {
    return OptionSpec.builder(name)
        .paramLabel(parameter)
        .type(String.class)
        .description(description)
        .build();
  }

  /** Whether lines are documents, and not items with their ids. */
  static boolean areDocuments(ParseResult options) {
    return options.matchedOptionValue(DOCUMENTS, false);
  }

  /** Whether something was said that only a server can be told. */
  static boolean areNamed(ParseResult options) {
    return options.hasMatchedOption(SERVER) || options.hasMatchedOption(TOKEN_FILE);
  }

  static CollectionName collection(ParseResult options) {
    String name = options.matchedPositionalValue(0, "");
    return CollectionName.parse(name)
        .orElseThrow(
            () ->
                new ToolException(
                    "'" + name + "' is no name of a collection: letters a-z, digits and '-'.",
                    null));
  }

  static Api api(ParseResult options, Terminal terminal) throws IOException {
    return new Api(server(options), token(options, terminal), patience(options));
  }

  static Patience patience(ParseResult options) {
    int seconds = options.matchedOptionValue(PATIENCE, DEFAULT_PATIENCE_SECONDS);
    return new Patience(Duration.ofSeconds(seconds));
  }

  private static URI server(ParseResult options) {
    String text = options.matchedOptionValue(SERVER, DEFAULT_SERVER);
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw noServer(text, e);
    }
    throw noServer(text, null);
  }

  private static ToolException noServer(String text, @Nullable Exception e) {
    return new ToolException(
        "'" + text + "' is no address of a server, like " + DEFAULT_SERVER + ".", e);
  }

  private static String token(ParseResult options, Terminal terminal) throws IOException {
    String file = options.matchedOptionValue(TOKEN_FILE, "");
    String token =
        file.isEmpty()
            ? terminal.environment().getOrDefault(TOKEN_VARIABLE, "")
            : Files.readString(Path.of(file));
    if (!token.strip().matches("[\\x21-\\x7e]*")) {
      throw new ToolException(
          "The token is not one: it must be printable characters without spaces.", null);
    }
    return token.strip();
  }
}
