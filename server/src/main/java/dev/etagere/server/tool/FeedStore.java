package dev.etagere.server.tool;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Maps;
import dev.etagere.server.config.Limits;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.StoreConfig;
import dev.etagere.server.config.text.Shown;
import dev.etagere.server.grant.Caller;
import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.service.ResourceService;
import dev.etagere.server.store.ResourceStore;
import dev.etagere.server.store.mongo.MongoStore;
import dev.etagere.server.store.records.LiveReader;
import dev.etagere.server.store.sqlite.SqliteStore;
import dev.etagere.server.tool.feed.Destination;
import dev.etagere.server.tool.feed.store.StoreDestination;
import dev.etagere.server.tool.feed.store.StoreDestination.Sender;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The store that documents go to or come from, where they do not go over a server. */
final class FeedStore {
  private static final String CALLER = "--caller";
  private static final Pattern CALLERS = Pattern.compile("(key|jwt):(.+)");

  private FeedStore() {}

  static void addTo(CommandSpec spec) {
    ConfiguredStore.addTo(spec);
  }

  static void addCallerTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder(CALLER)
            .paramLabel("CALLER")
            .type(String.class)
            .description(
                "in a store, whose requests these are: key:NAME of an API key, or jwt:SUBJECT of a"
                    + " token (default: nobody's, who sees all resources)")
            .build());
  }

  /**
   * Whether it is a store.
   *
   * @throws ToolException if it is a server too
   */
  static boolean isNamed(ParseResult options) {
    boolean named = ConfiguredStore.isNamed(options);
    if (named && ServerOptions.areNamed(options)) {
      throw ToolException.misuse(
          "Both a server and a store are named. Leave out --server and --token-file, or --data,"
              + " --mongo-uri, --mongo-database and --config.",
          null);
    }
    return named;
  }

  /** Makes sure that no caller is named to a server, which knows by the token who it is. */
  static void refuseCaller(ParseResult options) {
    if (options.hasMatchedOption(CALLER)) {
      throw ToolException.misuse(
          CALLER
              + " is for a store. A server knows the caller by the token: leave it out, or name the"
              + " store.",
          null);
    }
  }

  /** Opens the store to read a collection that it has, or could have. */
  static LiveReader reader(CollectionName collection, ParseResult options, Terminal terminal) {
    ServerConfig config = ConfiguredStore.of(options, terminal);
    LiveReader store = ConfiguredStore.reader(config.store());
    boolean found = false;
    try {
      found = config.collections().containsKey(collection) || store.estimate(collection) > 0;
      if (!found) {
        throw ConfiguredStore.missing(collection, store);
      }
      return store;
    } finally {
      if (!found) {
        store.close();
      }
    }
  }

  /**
   * A store that is written to.
   *
   * @param store the store
   * @param destination the collection in it
   */
  record Opened(ResourceStore store, Destination destination) implements AutoCloseable {
    @Override
    public void close() {
      store.close();
    }
  }

  /** Opens the store as a server would, to write to a collection that is declared. */
  static Opened open(CollectionName collection, ParseResult options, Terminal terminal) {
    ServerConfig config = ConfiguredStore.of(options, terminal);
    if (!config.collections().containsKey(collection)) {
      throw ConfiguredStore.unknown(collection, config);
    }
    Sender sender = sender(collection, options, config);
    ImmutableMap<CollectionName, CollectionPolicy> policies =
        ImmutableMap.copyOf(config.collections());
    ResourceStore store = open(config.store(), policies);
    ResourceService service =
        new ResourceService(store, policies, config.ledgers(), InstantSource.system());
    Limits limits = config.limits();
    return new Opened(
        store,
        new StoreDestination(
            service,
            collection,
            new JsonLimits(limits.bodyBytes(), limits.jsonDepth()),
            sender,
            ServerOptions.patience(options)));
  }

  private static ResourceStore open(
      StoreConfig config, Map<CollectionName, CollectionPolicy> policies) {
    var members = Maps.transformValues(policies, CollectionPolicy::query);
    return config instanceof StoreConfig.Mongo mongo
        ? MongoStore.open(mongo.uri(), mongo.database(), members)
        : SqliteStore.open(((StoreConfig.Embedded) config).data(), members);
  }

  private static Sender sender(
      CollectionName collection, ParseResult options, ServerConfig config) {
    @Nullable String text = options.matchedOptionValue(CALLER, null);
    if (text == null) {
      return new Sender(null, null);
    }
    Matcher matcher = CALLERS.matcher(text);
    if (!matcher.matches()) {
      throw ToolException.misuse(
          "'" + Shown.of(text) + "' is no caller. Write key:NAME or jwt:SUBJECT.", null);
    }
    Caller caller =
        new Caller(
            matcher.group(1).equals("key") ? Caller.Kind.KEY : Caller.Kind.JWT,
            matcher.group(2),
            ImmutableSetMultimap.of());
    return new Sender(
        caller.id(), config.network().auth().grants(collection).ownerOf(caller).orElse(null));
  }
}
