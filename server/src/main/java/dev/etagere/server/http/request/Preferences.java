package dev.etagere.server.http.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Prefer field (RFC 7240), of which {@code return} is understood. */
public final class Preferences {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final String WORD = "(?:" + TOKEN + "|\"(?:[^\"\\\\]|\\\\.)*+\")";

  /** One preference with its parameters, or an empty list element. */
  private static final Pattern PREFERENCE =
      Pattern.compile(
          "\\G\\s*(?:(TOKEN)\\s*(?:=\\s*(WORD)?)?((?:\\s*;\\s*(?:TOKEN\\s*(?:=\\s*WORD?)?)?)*+))?\\s*(?:,|$)"
              .replace("TOKEN", TOKEN)
              .replace("WORD", WORD));

  private Preferences() {}

  /**
   * Whether the answer to a change should carry the content. The first {@code return} counts (§2);
   * a field that cannot be parsed asks for nothing, since a preference may always be ignored.
   */
  public static boolean wantsRepresentation(ContainerRequestContext request) {
    List<String> lines = request.getHeaders().get("Prefer");
    if (lines == null) {
      return false;
    }
    Matcher preference = PREFERENCE.matcher(String.join(",", lines));
    while (preference.find()) {
      String name = preference.group(1);
      if (name != null && name.toLowerCase(Locale.ROOT).equals("return")) {
        String value = preference.group(2);
        return value != null && value.replace("\"", "").equals("representation");
      }
      if (preference.hitEnd()) {
        return false;
      }
    }
    return false;
  }
}
