package dev.etagere.server.config;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the resources are kept. */
public sealed interface StoreConfig {

  /**
   * In files of this machine, by the embedded SQLite.
   *
   * @param data the folder of the files; made if it is missing
   */
  record Embedded(Path data) implements StoreConfig {
    /** The folder {@code data} in the working folder. */
    public static final Embedded DEFAULT = new Embedded(Path.of("data"));
  }

  /**
   * In MongoDB.
   *
   * @param uri the connection string; holds credentials, so show {@link #shownUri()} only
   * @param database the database that the collections are in
   */
  record Mongo(String uri, String database) implements StoreConfig {
    /** The database where none is named. */
    public static final String DEFAULT_DATABASE = "etagere";

    // Strict, and with no '@' behind the hosts: a password with an unescaped '/', '?' or '@' would
    // otherwise be taken for a host and shown.
    private static final Pattern HOSTS =
        Pattern.compile("(mongodb(?:\\+srv)?://)(?:[^@/?]*@)?([^@/?\\s]+)(?:[/?][^@]*)?");

    /** Returns the scheme and the hosts: never user, password or options. */
    public String shownUri() {
      Matcher matcher = HOSTS.matcher(uri);
      return matcher.matches() ? matcher.group(1) + matcher.group(2) : "mongodb://(not shown)";
    }

    @Override
    public String toString() {
      return "Mongo[uri=" + shownUri() + ", database=" + database + "]";
    }
  }
}
