package dev.etagere.server.config.text;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import dev.etagere.server.auth.jwt.JwtSettings;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** How origins, files and what tokens must say are written. */
public final class NetworkSyntax {
  /** RFC 6454 §6.2: no path, no slash at the end. */
  private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\-\\[\\]:]+");

  private static final Splitter LIST = Splitter.on(',').trimResults();

  private NetworkSyntax() {}

  /**
   * Reads origins, separated by commas.
   *
   * @throws InvalidValueException if one is none; {@code *} is none
   */
  public static ImmutableSet<String> origins(String text) throws InvalidValueException {
    List<String> origins = LIST.splitToList(text);
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new InvalidValueException(
            "'" + Shown.of(origin) + "' is no origin",
            "Give scheme, host and port as a browser sends them, like https://app.example.org,"
                + " separated by commas; * is not possible");
      }
    }
    return ImmutableSet.copyOf(origins);
  }

  /**
   * Reads a path of a file, a relative one from the given base.
   *
   * @throws InvalidValueException if the text is none
   */
  public static Path file(String text, Path base) throws InvalidValueException {
    try {
      if (!text.isEmpty() && !text.contains("://") && !text.startsWith("~")) {
        return base.resolve(text);
      }
    } catch (InvalidPathException e) {
      // As below.
    }
    throw new InvalidValueException(
        "'" + Shown.of(text) + "' is no file", "Give its path, written out without ~");
  }

  /**
   * Reads a text that is compared with what a token says.
   *
   * @throws InvalidValueException if it is blank
   */
  public static String text(String text) throws InvalidValueException {
    if (text.isBlank()) {
      throw new InvalidValueException("The value is blank", "Give it as the tokens have it");
    }
    return text;
  }

  /**
   * Reads names of signature algorithms (RFC 7518 §3.1), separated by commas.
   *
   * @throws InvalidValueException if one is not known here
   */
  public static ImmutableSet<String> algorithms(String text) throws InvalidValueException {
    ImmutableSet<String> names = ImmutableSet.copyOf(LIST.split(text));
    if (!JwtSettings.KNOWN_ALGORITHMS.containsAll(names)) {
      throw new InvalidValueException(
          "'" + Shown.of(text) + "' has an algorithm that is not known here",
          "Give some of " + String.join(", ", JwtSettings.KNOWN_ALGORITHMS));
    }
    return names;
  }

  /**
   * Reads where a JSON Web Key Set is: an https URL, or a path. Keys that came over plain HTTP
   * could be anybody's; only a server of this machine may send them so.
   *
   * @throws InvalidValueException if the text is neither
   */
  public static URI keySet(String text, Path base) throws InvalidValueException {
    if (!text.contains("://")) {
      return file(text, base).toUri();
    }
    if (text.startsWith("https://") || text.startsWith("http://")) {
      try {
        URI uri = URI.create(text);
        if (text.startsWith("https://") || isLoopback(uri.getAuthority())) {
          return uri;
        }
      } catch (IllegalArgumentException e) {
        // As below.
      }
    }
    throw new InvalidValueException(
        "'" + Shown.of(text) + "' is no place for keys", "Give a file or an https URL");
  }

  private static boolean isLoopback(String authority) {
    String host = HostAndPort.fromString(authority).getHost();
    return InetAddresses.isInetAddress(host) && InetAddresses.forString(host).isLoopbackAddress();
  }
}
