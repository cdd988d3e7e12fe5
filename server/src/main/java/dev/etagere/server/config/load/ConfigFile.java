package dev.etagere.server.config.load;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.common.collect.Sets;
import dev.etagere.server.config.load.Source.Given;
import dev.etagere.server.config.text.InvalidValueException;
import dev.etagere.server.config.text.Mistake;
import dev.etagere.server.config.text.NearestName;
import dev.etagere.server.config.text.Shown;
import dev.etagere.server.config.text.Syntax;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.schema.InvalidSchemaException;
import dev.etagere.server.schema.JsonSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a YAML file. Only the known levels are walked, so an alias cannot multiply the work. */
final class ConfigFile {
  static final String COLLECTIONS = "collections";

  private static final Set<String> COLLECTION_KEYS =
      Sets.union(PolicyDraft.PROPERTIES, Set.of(AuthSection.GRANTS));

  private final String shown;
  private final Path folder;
  private final List<Mistake> mistakes;
  private final AuthSection auth;
  private final Map<Setting, Given> values = new EnumMap<>(Setting.class);
  private final Map<CollectionName, CollectionPolicy> collections = new TreeMap<>();

  private ConfigFile(Path folder, String shown, List<Mistake> mistakes) {
    this.folder = folder;
    this.shown = shown;
    this.mistakes = mistakes;
    this.auth = new AuthSection(mistakes);
  }

  /**
   * Reads the file; relative paths in it start from its own folder, so that the same file means the
   * same data wherever the server is started.
   */
  static Source read(Path path, String shown, List<Mistake> mistakes) {
    var file = new ConfigFile(path.resolveSibling(""), shown, mistakes);
    try {
      YamlTree.of(path, shown)
          .ifPresent(root -> file.section(new Entry(YamlTree.at(shown, root), root), ""));
    } catch (UnreadableFileException e) {
      mistakes.add(e.mistake());
    }
    return new Source(
        file.values, file.collections, Optional.of(file.auth), path.resolveSibling(""));
  }

  /**
   * A value and the place of its key; the place of the value would be the anchor's for an alias.
   *
   * @param origin where the key stands
   * @param value the value
   */
  private record Entry(String origin, Node value) {}

  /** Reads a mapping of settings and deeper sections. */
  private void section(Entry section, String prefix) {
    Set<String> known = namesUnder(prefix);
    entries(section, prefix)
        .forEach(
            (name, entry) -> {
              String key = prefix + name;
              Optional<Setting> setting = Setting.ofKey(key);
              if (setting.isPresent()) {
                scalar(entry, key).ifPresent(given -> values.put(setting.get(), given));
              } else if (key.equals(COLLECTIONS)) {
                entries(entry, COLLECTIONS + ".").forEach(this::collection);
              } else if (key.equals(AuthSection.KEYS)) {
                entries(entry, key + ".").forEach(this::apiKeys);
              } else if (key.equals(AuthSection.AUTH) && isWord(entry)) {
                scalar(entry, key).ifPresent(auth::word);
              } else if (known.contains(name)) {
                section(entry, key + ".");
              } else {
                unknown(entry, prefix, name, known);
              }
            });
  }

  private static boolean isWord(Entry entry) {
    return entry.value() instanceof ScalarNode && !entry.value().getTag().equals(Tag.NULL);
  }

  private void collection(String name, Entry collection) {
    String prefix = COLLECTIONS + "." + Shown.of(name) + ".";
    PolicyDraft policy = new PolicyDraft();
    entries(collection, prefix)
        .forEach(
            (property, entry) -> {
              if (property.equals(AuthSection.GRANTS)) {
                grants(name, entry, prefix + property + ".");
              } else if (PolicyDraft.PROPERTIES.contains(property)) {
                property(policy, property, entry, prefix + property);
              } else {
                unknown(entry, prefix, property, COLLECTION_KEYS);
              }
            });
    try {
      collections.put(Syntax.collectionName(name), policy.finish());
    } catch (InvalidValueException e) {
      mistakes.add(e.at(collection.origin(), COLLECTIONS));
    }
  }

  private void grants(String collection, Entry grants, String prefix) {
    Map<String, Given> byGrantee = new LinkedHashMap<>();
    entries(grants, prefix)
        .forEach(
            (grantee, entry) ->
                scalar(entry, prefix + Shown.of(grantee))
                    .ifPresent(given -> byGrantee.put(grantee, given)));
    // A name that is none is told by whoever reads the collection.
    CollectionName.parse(collection)
        .ifPresent(name -> auth.grants(name, grants.origin(), byGrantee));
  }

  /** One key, or a list of them: both are valid while one replaces the other. */
  private void apiKeys(String name, Entry keys) {
    String key = AuthSection.KEYS + "." + Shown.of(name);
    if (keys.value() instanceof SequenceNode list) {
      for (Node one : list.getValue()) {
        scalar(new Entry(YamlTree.at(shown, one), one), key)
            .ifPresent(given -> auth.key(name, given));
      }
    } else {
      scalar(keys, key).ifPresent(given -> auth.key(name, given));
    }
  }

  private void property(PolicyDraft policy, String property, Entry entry, String key) {
    switch (property) {
      case PolicyDraft.NATURAL_KEY ->
          items(entry).forEach(member -> set(member, key, policy::addToNaturalKey));
      case PolicyDraft.QUERY ->
          items(entry).forEach(member -> set(member, key, policy::addToQuery));
      case PolicyDraft.GENERATED ->
          entries(entry, key + ".")
              .forEach((member, kind) -> set(kind, key, text -> policy.addGenerated(member, text)));
      case PolicyDraft.SCHEMA -> schema(entry, key).ifPresent(policy::setSchema);
      default -> set(entry, key, text -> policy.set(property, text));
    }
  }

  private Optional<JsonSchema> schema(Entry entry, String key) {
    List<Path> files = new ArrayList<>();
    items(entry).forEach(item -> set(item, key, text -> files.add(folder.resolve(text))));
    try {
      return files.isEmpty() ? Optional.empty() : Optional.of(JsonSchema.compile(files));
    } catch (InvalidSchemaException e) {
      mistake(
          entry.origin(),
          key,
          "The schema cannot be used: " + e.getMessage(),
          "Give the file of a JSON Schema (2020-12), and behind it those that $ref names");
      return Optional.empty();
    }
  }

  /** Takes a text, or tells why it cannot be taken. */
  private interface Taker {
    void take(String text) throws InvalidValueException;
  }

  private void set(Entry entry, String key, Taker taker) {
    Optional<Given> given = scalar(entry, key);
    if (given.isPresent()) {
      try {
        taker.take(given.get().text());
      } catch (InvalidValueException e) {
        mistakes.add(e.at(entry.origin(), key));
      }
    }
  }

  /** Returns the items of a list; a single value counts as a list of one. */
  private List<Entry> items(Entry entry) {
    if (entry.value() instanceof SequenceNode list) {
      return list.getValue().stream()
          .map(item -> new Entry(YamlTree.at(shown, item), item))
          .toList();
    }
    return List.of(entry);
  }

  /** Returns the entries of a mapping in their order; an empty value counts as no entries. */
  private Map<String, Entry> entries(Entry entry, String prefix) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    if (entry.value() instanceof MappingNode mapping) {
      Set<String> seen = new HashSet<>();
      mapping.getValue().forEach(tuple -> add(tuple, prefix, seen, entries));
    } else if (!entry.value().getTag().equals(Tag.NULL)) {
      String key = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
      mistake(entry.origin(), key, "This must be a mapping", "Give keys and values, indented");
    }
    return entries;
  }

  private void add(NodeTuple tuple, String prefix, Set<String> seen, Map<String, Entry> entries) {
    String origin = YamlTree.at(shown, tuple.getKeyNode());
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      mistake(origin, "", "A key must be a plain text", "Give a known key");
    } else if (!seen.add(key.getValue())) {
      mistake(origin, prefix + Shown.of(key.getValue()), "The key is there twice", "Leave one out");
    } else {
      entries.put(key.getValue(), new Entry(origin, tuple.getValueNode()));
    }
  }

  private Optional<Given> scalar(Entry entry, String key) {
    if (entry.value().getTag().equals(Tag.NULL)) {
      mistake(entry.origin(), key, "The key has no value", "Give one, or leave the key out");
      return Optional.empty();
    }
    if (entry.value() instanceof ScalarNode scalar) {
      return Optional.of(new Given(scalar.getValue(), entry.origin()));
    }
    mistake(entry.origin(), key, "This must be a single value", "Give no list and no mapping");
    return Optional.empty();
  }

  private void unknown(Entry entry, String prefix, String name, Set<String> known) {
    mistake(
        entry.origin(),
        prefix + Shown.of(name),
        "There is no such key",
        NearestName.remedy(name, known));
  }

  private void mistake(String origin, String key, String problem, String remedy) {
    mistakes.add(new Mistake(origin, key, problem, remedy));
  }

  /** Returns the names that may stand under a prefix: of the settings, their sections and us. */
  private static Set<String> namesUnder(String prefix) {
    Stream<String> keys =
        Stream.concat(
            Stream.of(COLLECTIONS, AuthSection.KEYS),
            Arrays.stream(Setting.values()).map(Setting::key));
    return keys.filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()).replaceFirst("\\..*", ""))
        .collect(toUnmodifiableSet());
  }
}
