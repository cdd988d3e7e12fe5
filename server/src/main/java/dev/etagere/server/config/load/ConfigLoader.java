package dev.etagere.server.config.load;

import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.load.Source.Given;
import dev.etagere.server.config.text.InvalidValueException;
import dev.etagere.server.config.text.Mistake;
import dev.etagere.server.config.text.Shown;
import dev.etagere.server.config.text.Syntax;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Loads the configuration. Options win over variables, variables over the file, the file over the
 * defaults. Every value is checked, also one that a stronger source replaces.
 */
public final class ConfigLoader {
  /** The file that is read if none is named and it lies in the working folder. */
  public static final String DEFAULT_FILE = "etagere.yaml";

  private final Path folder;
  private final Map<String, String> environment;

  /**
   * What the command line says, as text.
   *
   * @param file the file to read, as it was written
   * @param values the text of each option that was given
   * @param collections the names of collections to declare with the default policy
   */
  public record Arguments(
      Optional<String> file, Map<Setting, String> values, List<String> collections) {
    /** A command line without options. */
    public static final Arguments NONE = new Arguments(Optional.empty(), Map.of(), List.of());

    /** Copies the values. */
    public Arguments {
      values = Map.copyOf(values);
      collections = List.copyOf(collections);
    }
  }

  /**
   * A configuration and where it came from.
   *
   * @param config the configuration
   * @param file the file that was read, if any
   */
  public record Loaded(ServerConfig config, Optional<Path> file) {}

  /**
   * Makes a loader.
   *
   * @param folder the working folder, which relative paths start from
   * @param environment the environment variables; others than {@code ETAGERE_…} are not looked at
   */
  public ConfigLoader(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Loads the configuration.
   *
   * @throws ConfigException with all mistakes of all sources, if there is one
   */
  public Loaded load(Arguments arguments) throws ConfigException {
    List<Mistake> mistakes = new ArrayList<>();
    Draft draft = new Draft(mistakes);
    Optional<Path> file = file(arguments, mistakes);
    file.ifPresent(path -> draft.apply(ConfigFile.read(path, shown(path), mistakes)));
    draft.apply(Environment.read(environment, folder, mistakes));
    draft.apply(options(arguments, mistakes));
    ServerConfig config = draft.finish();
    if (!mistakes.isEmpty()) {
      throw new ConfigException(mistakes);
    }
    return new Loaded(config, file);
  }

  private Optional<Path> file(Arguments arguments, List<Mistake> mistakes) {
    if (arguments.file().isPresent()) {
      return path(arguments.file().get(), "--config", mistakes);
    }
    String variable = environment.getOrDefault(Environment.CONFIG, "");
    if (!variable.isEmpty()) {
      return path(variable, Environment.CONFIG, mistakes);
    }
    return Optional.of(folder.resolve(DEFAULT_FILE)).filter(Files::exists);
  }

  private Optional<Path> path(String text, String origin, List<Mistake> mistakes) {
    try {
      return Optional.of(folder.resolve(text));
    } catch (InvalidPathException e) {
      mistakes.add(
          new Mistake(origin, "", "'" + Shown.of(text) + "' is no path", "Give a YAML file"));
      return Optional.empty();
    }
  }

  /** Shows a file of the working folder by its bare name, any other in full. */
  private String shown(Path file) {
    return (file.startsWith(folder) ? folder.relativize(file) : file).toString();
  }

  private Source options(Arguments arguments, List<Mistake> mistakes) {
    Map<Setting, Given> values = new EnumMap<>(Setting.class);
    arguments
        .values()
        .forEach((key, text) -> values.put(key, new Given(text, key.option().orElse(key.key()))));
    Map<CollectionName, CollectionPolicy> collections = new TreeMap<>();
    for (String name : arguments.collections()) {
      try {
        collections.put(Syntax.collectionName(name), CollectionPolicy.DEFAULT);
      } catch (InvalidValueException e) {
        mistakes.add(e.at("--collection", "collections"));
      }
    }
    return new Source(values, collections, Optional.empty(), folder);
  }
}
