package dev.etagere.server.config.load;

import com.google.common.base.CaseFormat;
import dev.etagere.server.config.Limits;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.StoreConfig;
import dev.etagere.server.config.text.Quantity;
import dev.etagere.server.ledger.LedgerBounds;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The keys of the server as a whole. One list for the file, the variables, the options, the help
 * and the test of the documentation, so that none can know a key that another does not.
 */
public enum Setting {
  /** {@link ServerConfig#listen()}. */
  LISTEN("listen", "ADDRESS", ServerConfig.DEFAULT.listen(), "IP address or name to listen on"),
  /** {@link ServerConfig#port()}. */
  PORT(
      "port",
      "N",
      Integer.toString(ServerConfig.DEFAULT.port()),
      "TCP port to listen on; 0 takes a free one"),
  /** {@link StoreConfig.Embedded#data()}. */
  DATA("data", "FOLDER", "data", "folder of the embedded store"),
  /** {@link StoreConfig.Mongo#uri()}. */
  MONGO_URI(
      "mongo.uri",
      "URI",
      "none",
      "keep the resources in MongoDB instead; other users of this machine can see options, so"
          + " give a password in the variable or the file"),
  /** {@link StoreConfig.Mongo#database()}. */
  MONGO_DATABASE(
      "mongo.database", "NAME", StoreConfig.Mongo.DEFAULT_DATABASE, "database in MongoDB"),
  /** {@link Limits#bodyBytes()}. */
  BODY_BYTES(
      "limits.bodyBytes",
      "",
      Quantity.sizeText(Limits.DEFAULT.bodyBytes()),
      "largest request body"),
  /** {@link Limits#jsonDepth()}. */
  JSON_DEPTH(
      "limits.jsonDepth", "", Integer.toString(Limits.DEFAULT.jsonDepth()), "deepest JSON nesting"),
  /** {@link Limits#headerBytes()}. */
  HEADER_BYTES(
      "limits.headerBytes",
      "",
      Quantity.sizeText(Limits.DEFAULT.headerBytes()),
      "largest header section of a request"),
  /** {@link Limits#uriLength()}. */
  URI_LENGTH(
      "limits.uriLength",
      "",
      Quantity.sizeText(Limits.DEFAULT.uriLength()),
      "longest request target"),
  /** {@link LedgerBounds#size()}. */
  LEDGER_SIZE(
      "ledger.size",
      "",
      Integer.toString(LedgerBounds.DEFAULT.size()),
      "how many keyed changes each resource remembers at least"),
  /** {@link LedgerBounds#retention()}. */
  LEDGER_RETENTION(
      "ledger.retention",
      "",
      LedgerBounds.DEFAULT.retention().toHours() + "h",
      "how long it remembers those beyond, up to " + LedgerBounds.MOST + " in all"),
  /** {@link ServerConfig#chaos()}. */
  CHAOS(
      "chaos",
      "FAULTS",
      "none",
      "for tests of clients: loses, delays or replaces answers after the change was made, like"
          + " drop-answer=0.1,delay=0.05:200ms,error-503=0.05,seed=42");

  private final String key;
  private final String parameter;
  private final String defaultText;
  private final String description;

  Setting(String key, String parameter, String defaultText, String description) {
    this.key = key;
    this.parameter = parameter;
    this.defaultText = defaultText;
    this.description = description;
  }

  /** Returns the key in the file, with a dot per level: {@code mongo.uri}. */
  public String key() {
    return key;
  }

  /** Returns the environment variable: {@code ETAGERE_MONGO_URI}. */
  public String variable() {
    String words = CaseFormat.LOWER_CAMEL.to(CaseFormat.UPPER_UNDERSCORE, key);
    return Environment.PREFIX + words.replace('.', '_');
  }

  /** Returns the option of the command line, like {@code --mongo-uri}, if the key has one. */
  public Optional<String> option() {
    return parameter.isEmpty() ? Optional.empty() : Optional.of("--" + key.replace('.', '-'));
  }

  /** Returns the name of the option's parameter in the help, empty without an option. */
  public String parameter() {
    return parameter;
  }

  /** Returns the default as one would write it. */
  public String defaultText() {
    return defaultText;
  }

  /** Returns what the key is for, in a few words for the help. */
  public String description() {
    return description;
  }

  static Optional<Setting> ofKey(String key) {
    return first(setting -> setting.key.equals(key));
  }

  static Optional<Setting> ofVariable(String variable) {
    return first(setting -> setting.variable().equals(variable));
  }

  private static Optional<Setting> first(Predicate<Setting> wanted) {
    return Arrays.stream(values()).filter(wanted).findFirst();
  }
}
