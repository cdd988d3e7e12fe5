package dev.etagere.server.config.load;

import dev.etagere.server.config.Chaos;
import dev.etagere.server.config.Limits;
import dev.etagere.server.config.NetworkConfig;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.StoreConfig;
import dev.etagere.server.config.load.Source.Given;
import dev.etagere.server.config.text.ChaosSyntax;
import dev.etagere.server.config.text.InvalidValueException;
import dev.etagere.server.config.text.Mistake;
import dev.etagere.server.config.text.Quantity;
import dev.etagere.server.config.text.Syntax;
import dev.etagere.server.ledger.LedgerBounds;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The configuration while the sources are laid over each other, the strongest last. */
final class Draft {
  private final List<Mistake> mistakes;
  private final Map<CollectionName, CollectionPolicy> collections = new TreeMap<>();
  private final NetworkDraft network = new NetworkDraft();
  private final ManagementDraft management = new ManagementDraft();
  private final CapacityDraft capacity = new CapacityDraft();
  private String listenOrigin = "";
  private String listen = ServerConfig.DEFAULT.listen();
  private int port = ServerConfig.DEFAULT.port();
  private StoreConfig.Embedded embedded = StoreConfig.Embedded.DEFAULT;
  private @Nullable String mongoUri;
  private boolean mongoUriGiven;
  private String database = StoreConfig.Mongo.DEFAULT_DATABASE;
  private @Nullable Given databaseGiven;
  private int bodyBytes = Limits.DEFAULT.bodyBytes();
  private int jsonDepth = Limits.DEFAULT.jsonDepth();
  private int headerBytes = Limits.DEFAULT.headerBytes();
  private int uriLength = Limits.DEFAULT.uriLength();
  private int ledgerSize = LedgerBounds.DEFAULT.size();
  private Duration ledgerRetention = LedgerBounds.DEFAULT.retention();
  private @Nullable Chaos chaos;
  private @Nullable Given chaosGiven;

  Draft(List<Mistake> mistakes) {
    this.mistakes = mistakes;
  }

  /** Lays a source over those before it; its mistakes are noted. */
  void apply(Source source) {
    for (Setting setting : Setting.values()) {
      Optional.ofNullable(source.values().get(setting))
          .ifPresent(given -> apply(setting, given, source));
    }
    source.auth().ifPresent(network::apply);
    source.collections().forEach(this::declare);
    refuseTwoStores(source.values());
  }

  /** Returns what was laid together; of use only if no mistake was noted. */
  ServerConfig finish() {
    if (databaseGiven != null && !mongoUriGiven) {
      mistakes.add(
          new Mistake(
              databaseGiven.origin(),
              Setting.MONGO_DATABASE.key(),
              "A database is named, but no MongoDB",
              "Set mongo.uri too, or leave the database out"));
    }
    refuseChaosForOthers();
    StoreConfig store = mongoUri == null ? embedded : new StoreConfig.Mongo(mongoUri, database);
    var limits = new Limits(bodyBytes, jsonDepth, headerBytes, uriLength);
    return new ServerConfig(
        listen,
        port,
        store,
        limits,
        new LedgerBounds(ledgerSize, ledgerRetention),
        collections.isEmpty() ? ServerConfig.DEFAULT.collections() : collections,
        capacity.finish(network.finish(listen, port, listenOrigin, mistakes), limits, mistakes),
        management.finish(port, mistakes),
        chaos);
  }

  private void refuseChaosForOthers() {
    if (chaos != null
        && chaosGiven != null
        && !NetworkConfig.isLoopback(listen)
        && !Boolean.getBoolean(Chaos.DANGEROUS_PROPERTY)) {
      mistakes.add(
          new Mistake(
              chaosGiven.origin(),
              Setting.CHAOS.key(),
              "Others can reach '%s', and they would lose answers".formatted(listen),
              "Listen on a loopback address like 127.0.0.1, or start Java with -D%s=true"
                  .formatted(Chaos.DANGEROUS_PROPERTY)));
    }
  }

  private void apply(Setting setting, Given given, Source source) {
    try {
      if (!network.apply(setting, given, source)
          && !management.apply(setting, given)
          && !capacity.apply(setting, given)) {
        apply(setting, given.text(), source);
      }
    } catch (InvalidValueException e) {
      mistakes.add(e.at(given.origin(), setting.key()));
    }
    listenOrigin = setting == Setting.LISTEN ? given.origin() : listenOrigin;
    mongoUriGiven |= setting == Setting.MONGO_URI;
    databaseGiven = setting == Setting.MONGO_DATABASE ? given : databaseGiven;
    chaosGiven = setting == Setting.CHAOS ? given : chaosGiven;
  }

  private void apply(Setting setting, String text, Source source) throws InvalidValueException {
    switch (setting) {
      case LISTEN -> listen = Syntax.listenAddress(text);
      case PORT -> port = Quantity.number(text, 0, ServerConfig.MAX_PORT);
      case DATA -> {
        embedded = new StoreConfig.Embedded(Syntax.folder(text, source.folder()));
        mongoUri = null;
      }
      case MONGO_URI -> mongoUri = Syntax.mongoUri(text);
      case MONGO_DATABASE -> database = Syntax.databaseName(text);
      case BODY_BYTES ->
          bodyBytes = Quantity.bytes(text, Limits.MIN_BODY_BYTES, Limits.MAX_BODY_BYTES);
      case JSON_DEPTH ->
          jsonDepth = Quantity.number(text, Limits.MIN_JSON_DEPTH, Limits.MAX_JSON_DEPTH);
      case HEADER_BYTES ->
          headerBytes = Quantity.bytes(text, Limits.MIN_HEADER_BYTES, Limits.MAX_HEADER_BYTES);
      case URI_LENGTH ->
          uriLength = Quantity.bytes(text, Limits.MIN_URI_LENGTH, Limits.MAX_URI_LENGTH);
      case LEDGER_SIZE -> ledgerSize = Quantity.number(text, 1, LedgerBounds.MOST);
      case LEDGER_RETENTION -> ledgerRetention = Quantity.duration(text, PolicyDraft.MAX_RETENTION);
      case CHAOS -> chaos = ChaosSyntax.read(text);
      default -> throw new IllegalArgumentException(setting.key());
    }
  }

  /** An option or a variable can only name a collection: the policy of the file stays. */
  private void declare(CollectionName name, CollectionPolicy policy) {
    collections.putIfAbsent(name, policy);
  }

  /** Which of the two was meant cannot be known, and resources in the wrong store look lost. */
  private void refuseTwoStores(Map<Setting, Given> values) {
    Given data = values.get(Setting.DATA);
    Given mongo = values.getOrDefault(Setting.MONGO_URI, values.get(Setting.MONGO_DATABASE));
    if (data != null && mongo != null) {
      mistakes.add(
          new Mistake(
              data.origin(),
              Setting.DATA.key(),
              "Both the embedded store and MongoDB (" + mongo.origin() + ") are named",
              "Leave one of them out"));
    }
  }
}
