package dev.etagere.server.http.request;

import dev.etagere.server.http.grizzly.exchange.RequestProperties;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.ledger.CallerKey;
import dev.etagere.server.ledger.IdempotencyKey;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Idempotency-Key field: one structured-field string without parameters (RFC 9651 §3.3.3, §4.2;
 * draft-ietf-httpapi-idempotency-key-header-07 §2.1). Read strictly: a key that is guessed at might
 * be taken for another one.
 */
public final class IdempotencyKeys {
  /** The name of the field. */
  public static final String FIELD = "Idempotency-Key";

  private static final String EXAMPLE = "Idempotency-Key: \"8e03978e-40d5-43dd-bc93-6894a57f9324\"";

  private IdempotencyKeys() {}

  /**
   * The key of a request, null if it has none.
   *
   * @throws ProblemException with 400 if the field is malformed
   */
  public static @Nullable CallerKey of(ContainerRequestContext request) {
    List<String> lines = request.getHeaders().get(FIELD);
    if (lines == null || lines.isEmpty()) {
      return null;
    } else if (lines.size() > 1) {
      throw malformed("there are " + lines.size() + " lines of it");
    }
    Object caller = request.getProperty(RequestProperties.CALLER);
    return new CallerKey(caller == null ? null : caller.toString(), parse(lines.get(0)));
  }

  /** The refusal of a request that lacks a key where the collection demands one (row C5). */
  public static ProblemException missing() {
    return ProblemException.badRequest(
        "This collection takes a POST only with an Idempotency-Key, so that a repeat of it cannot"
            + " take effect twice. Make one for each new intent, and send it again with each repeat:"
            + " "
            + EXAMPLE);
  }

  private static IdempotencyKey parse(String field) {
    String text = strip(field);
    if (text.isEmpty() || text.charAt(0) != '"') {
      throw malformed("it does not begin with a quote");
    }
    StringBuilder key = new StringBuilder();
    int at = 1;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
        c = escaped(text, at);
      } else if (c < ' ' || c > '~') {
        throw malformed("it has a character that is not printable ASCII");
      }
      key.append(c);
      at++;
    }
    if (at >= text.length()) {
      throw malformed("its closing quote is missing");
    } else if (at < text.length() - 1) {
      throw malformed("something follows its closing quote");
    } else if (key.isEmpty() || key.length() > IdempotencyKey.MAX_LENGTH) {
      throw malformed("it has " + key.length() + " characters");
    }
    return new IdempotencyKey(key.toString());
  }

  private static char escaped(String text, int at) {
    if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\\')) {
      return text.charAt(at);
    }
    throw malformed("after a backslash only a quote or a backslash may stand");
  }

  /** Spaces around the item, and no other white space (RFC 9651 §4.2). */
  private static String strip(String field) {
    int start = 0;
    int end = field.length();
    while (start < end && field.charAt(start) == ' ') {
      start++;
    }
    while (end > start && field.charAt(end - 1) == ' ') {
      end--;
    }
    return field.substring(start, end);
  }

  private static ProblemException malformed(String reason) {
    return ProblemException.badRequest(
        "The field Idempotency-Key is malformed: "
            + reason
            + ". It is one quoted string of 1 to "
            + IdempotencyKey.MAX_LENGTH
            + " characters (RFC 9651 §3.3.3), without parameters: "
            + EXAMPLE);
  }
}
