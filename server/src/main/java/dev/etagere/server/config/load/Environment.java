package dev.etagere.server.config.load;

import com.google.common.base.Splitter;
import dev.etagere.server.config.load.Source.Given;
import dev.etagere.server.config.text.InvalidValueException;
import dev.etagere.server.config.text.Mistake;
import dev.etagere.server.config.text.NearestName;
import dev.etagere.server.config.text.Syntax;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the environment variables {@code ETAGERE_…}; an empty one counts as unset. */
final class Environment {
  static final String PREFIX = "ETAGERE_";
  static final String CONFIG = PREFIX + "CONFIG";
  static final String COLLECTIONS = PREFIX + "COLLECTIONS";

  /** Read by the start script and by the project's tests. */
  private static final Pattern OTHERS = Pattern.compile(PREFIX + "(JAVA_OPTS|TEST_.*)");

  /**
   * What Kubernetes and Docker set in every container beside a service named {@code etagere}. Taken
   * for ours, they would keep the server from starting: ETAGERE_PORT is tcp://10.0.0.1:80 there.
   */
  private static final Pattern SERVICE_LINKS =
      Pattern.compile(
          PREFIX
              + "(?:.*_)?(?:SERVICE_HOST|SERVICE_PORT(?:_.*)?|PORT_[0-9]+_(?:TCP|UDP|SCTP)(?:_.*)?)");

  private static final Pattern LINKED_PORT = Pattern.compile("(?:tcp|udp|sctp)://.*");

  private final Map<Setting, Given> values = new EnumMap<>(Setting.class);
  private final Map<CollectionName, CollectionPolicy> collections = new TreeMap<>();
  private final List<Mistake> mistakes;

  private Environment(List<Mistake> mistakes) {
    this.mistakes = mistakes;
  }

  static Source read(Map<String, String> variables, Path folder, List<Mistake> mistakes) {
    var environment = new Environment(mistakes);
    new TreeMap<>(variables)
        .forEach(
            (name, text) -> {
              if (name.startsWith(PREFIX) && !text.isEmpty()) {
                environment.read(name, text);
              }
            });
    return new Source(environment.values, environment.collections, Optional.empty(), folder);
  }

  private void read(String name, String text) {
    if (isForOthers(name, text)) {
      return;
    }
    if (name.equals(COLLECTIONS)) {
      Splitter.on(',').trimResults().split(text).forEach(this::declare);
      return;
    }
    Setting.ofVariable(name)
        .ifPresentOrElse(setting -> values.put(setting, new Given(text, name)), () -> refuse(name));
  }

  private static boolean isForOthers(String name, String text) {
    return name.equals(CONFIG)
        || OTHERS.matcher(name).matches()
        || SERVICE_LINKS.matcher(name).matches()
        || (name.endsWith("_PORT") && LINKED_PORT.matcher(text).matches());
  }

  private void declare(String collection) {
    try {
      collections.put(Syntax.collectionName(collection), CollectionPolicy.DEFAULT);
    } catch (InvalidValueException e) {
      mistakes.add(e.at(COLLECTIONS, "collections"));
    }
  }

  private void refuse(String name) {
    List<String> known = new ArrayList<>(List.of(CONFIG, COLLECTIONS));
    for (Setting setting : Setting.values()) {
      known.add(setting.variable());
    }
    mistakes.add(
        new Mistake(name, "", "There is no such variable", NearestName.remedy(name, known)));
  }
}
