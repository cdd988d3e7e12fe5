package dev.etagere.server.config.text;

import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy.Replay;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/** How names, addresses and words are written. */
public final class Syntax {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final String DIRECTIVE =
      TOKEN + "(?:=(?:" + TOKEN + "|\"(?:[^\"\\\\\\p{Cntrl}]|\\\\[ -~])*\"))?";

  /** RFC 9111 §5.2: a list of directives. */
  private static final Pattern CACHE_CONTROL =
      Pattern.compile(DIRECTIVE + "(?:[ \\t]*,[ \\t]*" + DIRECTIVE + ")*");

  private static final Pattern MONGO_URI = Pattern.compile("mongodb(?:\\+srv)?://[^/?\\s].*");

  /** What MongoDB refuses in the name of a database on any of its systems. */
  private static final Pattern DATABASE = Pattern.compile("[^/\\\\. \"$*<>:|?\\p{Cntrl}]+");

  private static final int MAX_DATABASE_BYTES = 63;
  private static final Set<String> SYSTEM_DATABASES = Set.of("admin", "local", "config");

  /** A field line is sent with every answer; the bound also keeps the pattern's recursion flat. */
  private static final int MAX_CACHE_CONTROL = 200;

  private Syntax() {}

  /**
   * Reads an IP address, an IPv6 address in brackets too, or a host name, which is not looked up.
   *
   * @throws InvalidValueException if the text is none
   */
  public static String listenAddress(String text) throws InvalidValueException {
    boolean brackets = text.startsWith("[") && InetAddresses.isUriInetAddress(text);
    String address = brackets ? text.substring(1, text.length() - 1) : text;
    if (InetAddresses.isInetAddress(address) || InternetDomainName.isValid(address)) {
      return address;
    }
    throw new InvalidValueException(
        "'" + Shown.of(text) + "' is no address",
        "Give an IP address like 127.0.0.1, 0.0.0.0 or ::1, or a host name, without scheme and"
            + " port");
  }

  /**
   * Reads a path, a relative one from the given base.
   *
   * @throws InvalidValueException if the text is none
   */
  public static Path folder(String text, Path base) throws InvalidValueException {
    if (text.contains("://")) {
      throw new InvalidValueException(
          "'" + Shown.of(text) + "' is a URI", "Give a folder, or set mongo.uri for MongoDB");
    }
    if (text.isEmpty() || text.startsWith("~")) {
      // Only a shell knows '~'; here it would become a folder of this name, and the data look lost.
      throw new InvalidValueException(
          "'" + Shown.of(text) + "' is no folder", "Give its path, written out without ~");
    }
    try {
      return base.resolve(text);
    } catch (InvalidPathException e) {
      throw new InvalidValueException("'" + Shown.of(text) + "' is no path", "Give a folder");
    }
  }

  /**
   * Reads a connection string of MongoDB. Checks the form only: the driver knows its grammar.
   *
   * @throws InvalidValueException if the text is none; never shows it
   */
  public static String mongoUri(String text) throws InvalidValueException {
    if (MONGO_URI.matcher(text).matches()) {
      return text;
    }
    throw new InvalidValueException(
        "This is no connection string of MongoDB (it is not shown, it may hold a password)",
        "Give mongodb://host:27017 or mongodb+srv://host");
  }

  /**
   * Reads the name of a database in MongoDB.
   *
   * @throws InvalidValueException if the text is none
   */
  public static String databaseName(String text) throws InvalidValueException {
    boolean valid =
        DATABASE.matcher(text).matches()
            && text.getBytes(StandardCharsets.UTF_8).length <= MAX_DATABASE_BYTES;
    if (valid && !SYSTEM_DATABASES.contains(text)) {
      return text;
    }
    throw new InvalidValueException(
        "'" + Shown.of(text) + (valid ? "' belongs to MongoDB itself" : "' is no database name"),
        "Give 1 to 63 bytes without space and any of /\\.\"$*<>:|?, not admin, local or config");
  }

  /**
   * Reads the name of a collection.
   *
   * @throws InvalidValueException if the text is none
   */
  public static CollectionName collectionName(String text) throws InvalidValueException {
    return CollectionName.parse(text)
        .orElseThrow(
            () ->
                new InvalidValueException(
                    "'" + Shown.of(text) + "' is no collection name",
                    "Give 1 to 63 of a-z, 0-9 and '-', the first one a letter"));
  }

  /**
   * Reads a value of the Cache-Control field (RFC 9111 §5.2).
   *
   * @throws InvalidValueException if the text is none
   */
  public static String cacheControl(String text) throws InvalidValueException {
    if (text.length() <= MAX_CACHE_CONTROL && CACHE_CONTROL.matcher(text).matches()) {
      return text;
    }
    throw new InvalidValueException(
        "'" + Shown.of(text) + "' is no Cache-Control field",
        "Give directives of RFC 9111 §5.2 like no-cache, or private, max-age=60");
  }

  /**
   * Reads what proves a repeat.
   *
   * @throws InvalidValueException if the text is none
   */
  public static Replay replay(String text) throws InvalidValueException {
    return switch (text) {
      case "key" -> Replay.KEY;
      case "content" -> Replay.CONTENT;
      default ->
          throw new InvalidValueException(
              "'" + Shown.of(text) + "' is not known", "Give key or content");
    };
  }

  /**
   * Reads true or false, and none of YAML 1.1's other words for them.
   *
   * @throws InvalidValueException if the text is none
   */
  public static boolean truth(String text) throws InvalidValueException {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new InvalidValueException(
              "'" + Shown.of(text) + "' is neither true nor false", "Give true or false");
    };
  }
}
