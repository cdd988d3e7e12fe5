package dev.etagere.server.config.load;

import com.google.common.base.CaseFormat;
import dev.etagere.server.auth.jwt.JwtSettings;
import dev.etagere.server.config.Capacity;
import dev.etagere.server.config.Deadlines;
import dev.etagere.server.config.Limits;
import dev.etagere.server.config.ManagementConfig;
import dev.etagere.server.config.NetworkConfig;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.StoreConfig;
import dev.etagere.server.config.TlsConfig;
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
  /** {@link NetworkConfig#connections()}. */
  CONNECTIONS(
      "limits.connections",
      "",
      Integer.toString(NetworkConfig.DEFAULT.connections()),
      "connections at the same time"),
  /** {@link NetworkConfig#connectionsPerAddress()}. */
  CONNECTIONS_PER_ADDRESS(
      "limits.connectionsPerAddress",
      "",
      Integer.toString(NetworkConfig.DEFAULT.connectionsPerAddress()),
      "connections at the same time from one address"),
  /** {@link NetworkConfig#requestsPerSecond()}. */
  REQUESTS_PER_SECOND(
      "limits.requestsPerSecond", "", "0", "requests a second of one caller; 0 for any number"),
  /** {@link Deadlines#header()}. */
  HEADER_TIME(
      "limits.headerTime",
      "",
      Quantity.timeText(Deadlines.DEFAULT.header()),
      "how long the header section of a request may take"),
  /** {@link Deadlines#body()}. */
  BODY_TIME(
      "limits.bodyTime",
      "",
      Quantity.timeText(Deadlines.DEFAULT.body()),
      "how long a body may take, and again as long as it keeps the least rate"),
  /** {@link Deadlines#answer()}. */
  ANSWER_TIME(
      "limits.answerTime",
      "",
      Quantity.timeText(Deadlines.DEFAULT.answer()),
      "how long a client may take to read an answer; extended likewise"),
  /** {@link Deadlines#minBytesPerSecond()}. */
  MIN_BYTES_PER_SECOND(
      "limits.minBytesPerSecond",
      "",
      Quantity.sizeText(Deadlines.DEFAULT.minBytesPerSecond()),
      "the least rate of bodies and answers, on the average"),
  /** {@link Deadlines#idle()}. */
  IDLE_TIME(
      "limits.idleTime",
      "",
      Quantity.timeText(Deadlines.DEFAULT.idle()),
      "how long a connection without a request is kept"),
  /** {@link Deadlines#queue()}. */
  QUEUE_TIME(
      "limits.queueTime",
      "",
      Quantity.timeText(Deadlines.DEFAULT.queue()),
      "how long a request may wait for a worker; later it is not begun"),
  /** {@link Deadlines#request()}. */
  REQUEST_TIME(
      "limits.requestTime",
      "",
      Quantity.timeText(Deadlines.DEFAULT.request()),
      "how long a complete request may take in all, the store's work included"),
  /** {@link Capacity#requestsAtOnce()}. */
  REQUESTS_AT_ONCE(
      "limits.requestsAtOnce",
      "",
      Integer.toString(Capacity.DEFAULT.requestsAtOnce()),
      "requests that may wait for the store at once"),
  /** {@link Capacity#requestsWaiting()}. */
  REQUESTS_WAITING(
      "limits.requestsWaiting",
      "",
      Integer.toString(Capacity.DEFAULT.requestsWaiting()),
      "requests that may wait for a worker"),
  /** {@link Capacity#bodyMemory()}. */
  BODY_MEMORY(
      "limits.bodyMemory", "", "an eighth of the heap", "memory for the bodies of all requests"),
  /** {@link Capacity#answerMemory()}. */
  ANSWER_MEMORY(
      "limits.answerMemory", "", "an eighth of the heap", "memory for answers that are not read"),
  /** {@link JwtSettings#issuer()}. */
  JWT_ISSUER("auth.jwt.issuer", "", "none", "issuer of the tokens that are accepted"),
  /** {@link JwtSettings#audience()}. */
  JWT_AUDIENCE("auth.jwt.audience", "", "none", "audience that tokens must be meant for"),
  /** {@link JwtSettings#algorithms()}. */
  JWT_ALGORITHMS(
      "auth.jwt.algorithms", "", "RS256, ES256", "algorithms that tokens may be signed with"),
  /** {@link JwtSettings#keys()}. */
  JWT_KEYS("auth.jwt.keys", "", "none", "public keys of the issuer: a JWKS file or https URL"),
  /** {@link TlsConfig#certificate()}. */
  TLS_CERTIFICATE("tls.certificate", "", "none", "PEM file of the certificate and its issuers"),
  /** {@link TlsConfig#key()}. */
  TLS_KEY("tls.key", "", "none", "PEM file of the private key, PKCS #8"),
  /** {@link TlsConfig#hsts()}. */
  TLS_HSTS("tls.hsts", "", "0s", "how long browsers shall insist on TLS; 0s says nothing of it"),
  /** {@link NetworkConfig#plainPort()}. */
  HTTP_PORT(
      "http.port", "N", "none", "besides TLS, a TCP port for HTTP without it; 0 takes a free one"),
  /** {@link NetworkConfig#corsOrigins()}. */
  CORS_ORIGINS("cors.origins", "", "none", "origins whose pages may use this server"),
  /** {@link NetworkConfig#allowAnonymousOnNetwork()}. */
  ALLOW_ANONYMOUS(
      "dangerous.allowAnonymousOnNetwork",
      "",
      "false",
      "lets whoever reaches the server do everything, without authentication"),
  /** {@link ManagementConfig#port()}. */
  MANAGEMENT_PORT(
      "management.port",
      "N",
      "none",
      "TCP port of their own for health and metrics; 0 takes a free one"),
  /** {@link ManagementConfig#listen()}. */
  MANAGEMENT_LISTEN(
      "management.listen",
      "",
      ManagementConfig.DEFAULT.listen(),
      "IP address or name that the management port listens on"),
  /** {@link ManagementConfig#metrics()}. */
  MANAGEMENT_METRICS(
      "management.metrics", "", "true", "whether anything is measured and shown at /metrics"),
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
