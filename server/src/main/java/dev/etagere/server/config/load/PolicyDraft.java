package dev.etagere.server.config.load;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.etagere.server.config.text.InvalidValueException;
import dev.etagere.server.config.text.Members;
import dev.etagere.server.config.text.Quantity;
import dev.etagere.server.config.text.Syntax;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.CollectionPolicy.Replay;
import dev.etagere.server.resource.ContentSchema;
import dev.etagere.server.resource.GeneratedValue;
import dev.etagere.server.resource.MemberPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The policy of one collection while its properties are read. */
final class PolicyDraft {
  static final Set<String> PROPERTIES =
      Set.of(
          "cacheControl",
          "tombstoneRetention",
          "replay",
          "ifMatchAny",
          "idempotencyKey",
          "naturalKey",
          "generated",
          "schema",
          "query");

  /** The property whose value is a list of members. */
  static final String NATURAL_KEY = "naturalKey";

  /** The property whose value is a mapping of members to kinds. */
  static final String GENERATED = "generated";

  /** The property whose value is a file, or a list of files. */
  static final String SCHEMA = "schema";

  /** The property whose value is a list of members to be listed by. */
  static final String QUERY = "query";

  /** Ten years; longer is a slip in the unit. */
  static final Duration MAX_RETENTION = Duration.ofDays(3650);

  private String cacheControl = CollectionPolicy.DEFAULT.cacheControl();
  private Duration tombstoneRetention = CollectionPolicy.DEFAULT.tombstoneRetention();
  private Replay replay = CollectionPolicy.DEFAULT.replay();
  private boolean ifMatchAny = CollectionPolicy.DEFAULT.ifMatchAny();
  private boolean keyRequired = CollectionPolicy.DEFAULT.keyRequired();
  private final List<String> naturalKey = new ArrayList<>();
  private final Map<String, GeneratedValue> generated = new LinkedHashMap<>();
  private @Nullable ContentSchema schema;
  private final List<MemberPath> query = new ArrayList<>();

  /**
   * Sets one of the {@link #PROPERTIES} whose value is a single text.
   *
   * @throws InvalidValueException if the text is no value of it
   */
  void set(String property, String text) throws InvalidValueException {
    switch (property) {
      case "cacheControl" -> cacheControl = Syntax.cacheControl(text);
      case "tombstoneRetention" -> tombstoneRetention = Quantity.duration(text, MAX_RETENTION);
      case "replay" -> replay = Syntax.replay(text);
      case "ifMatchAny" -> ifMatchAny = Syntax.truth(text);
      case "idempotencyKey" -> keyRequired = Members.keyRequired(text);
      default -> throw new IllegalArgumentException(property);
    }
  }

  /**
   * Adds a member to the natural key.
   *
   * @throws InvalidValueException if it cannot be one
   */
  void addToNaturalKey(String member) throws InvalidValueException {
    naturalKey.add(Members.inOneRoleOnly(member, naturalKey, generated.keySet()));
  }

  /**
   * Adds a member that the server makes.
   *
   * @throws InvalidValueException if it cannot be one, or the kind is not known
   */
  void addGenerated(String member, String kind) throws InvalidValueException {
    generated.put(
        Members.inOneRoleOnly(member, naturalKey, generated.keySet()), Members.generated(kind));
  }

  /** Sets the schema. */
  void setSchema(ContentSchema compiled) {
    schema = compiled;
  }

  /**
   * Adds a member that the collection is listed by.
   *
   * @throws InvalidValueException if it cannot be one
   */
  void addToQuery(String member) throws InvalidValueException {
    query.add(Members.queried(member, query));
  }

  CollectionPolicy finish() {
    return new CollectionPolicy(
        cacheControl,
        tombstoneRetention,
        replay,
        ifMatchAny,
        keyRequired,
        ImmutableList.copyOf(naturalKey),
        ImmutableMap.copyOf(generated),
        schema,
        ImmutableList.copyOf(query));
  }
}
