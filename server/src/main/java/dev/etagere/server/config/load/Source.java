package dev.etagere.server.config.load;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What one source says, not yet understood.
 *
 * @param values the text of each key
 * @param collections the collections that it declares
 * @param auth keys and grants; only a file has them
 * @param folder the folder that its relative paths start from
 */
record Source(
    Map<Setting, Given> values,
    Map<CollectionName, CollectionPolicy> collections,
    Optional<AuthSection> auth,
    Path folder) {

  /**
   * A text as it was given.
   *
   * @param text the text
   * @param origin where it stands, for messages
   */
  record Given(String text, String origin) {}

  Source {
    values = Map.copyOf(values);
    collections = Map.copyOf(collections);
  }
}
