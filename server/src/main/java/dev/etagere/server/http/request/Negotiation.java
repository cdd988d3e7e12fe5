package dev.etagere.server.http.request;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What may be sent and what may be answered: Content-Type, Content-Encoding, Accept. */
public final class Negotiation {
  /** An Accept that excludes JSON. */
  public static final Problem NOT_ACCEPTABLE =
      Problem.of(
          ProblemType.NOT_ACCEPTABLE,
          "The Accept field excludes application/json, the only type there is.");

  /** Patch documents that are accepted, as Accept-Patch lists them (RFC 5789 §3.1). */
  public static final String ACCEPT_PATCH =
      "application/merge-patch+json, application/json-patch+json";

  /** A list of media ranges (RFC 9110 §12.5.1); Jersey would take "json" for "json/*". */
  private static final Pattern MEDIA_RANGES =
      Pattern.compile(
          "(?:\\s*(?:TOKEN/TOKEN(?:\\s*;\\s*(?:TOKEN=(?:TOKEN|\"(?:[^\"\\\\]|\\\\.)*+\"))?)*+)?\\s*(?:,|$))*+"
              .replace("TOKEN", "[!#$%&'*+.^_`|~0-9A-Za-z-]+"));

  private static final MediaType LINES = MediaType.valueOf("application/x-ndjson");

  private Negotiation() {}

  /** Refuses with 406 a request whose Accept excludes JSON (RFC 9110 §12.5.1). */
  public static void checkAccept(ContainerRequestContext request) {
    List<String> lines = request.getHeaders().get(HttpHeaders.ACCEPT);
    if (lines == null || lines.equals(List.of("*/*"))) {
      return;
    }
    if (!accepts(acceptable(request))) {
      throw new ProblemException(NOT_ACCEPTABLE);
    }
  }

  /** Whether lines of JSON are named in the Accept field, and JSON is not wanted more. */
  public static boolean prefersLines(ContainerRequestContext request) {
    List<String> accept = request.getHeaders().get(HttpHeaders.ACCEPT);
    if (accept == null || accept.stream().noneMatch(line -> line.contains("ndjson"))) {
      return false;
    }
    List<MediaType> ranges = acceptable(request);
    double lines =
        quality(ranges.stream().filter(range -> !range.isWildcardSubtype()).toList(), LINES);
    return lines > 0 && lines >= quality(ranges, MediaType.APPLICATION_JSON_TYPE);
  }

  private static boolean accepts(List<MediaType> ranges) {
    return ranges.isEmpty() || quality(ranges, MediaType.APPLICATION_JSON_TYPE) > 0;
  }

  /** The most specific range that includes a type decides (§12.5.1). */
  private static double quality(List<MediaType> ranges, MediaType type) {
    int specificity = -1;
    double quality = 0;
    for (MediaType range : ranges) {
      int itsSpecificity = (range.isWildcardType() ? 0 : 1) + (range.isWildcardSubtype() ? 0 : 1);
      if (range.isCompatible(type) && itsSpecificity > specificity) {
        specificity = itsSpecificity;
        quality = Double.parseDouble(range.getParameters().getOrDefault("q", "1"));
      }
    }
    return quality;
  }

  private static List<MediaType> acceptable(ContainerRequestContext request) {
    String accept = String.join(",", request.getHeaders().get(HttpHeaders.ACCEPT));
    if (!MEDIA_RANGES.matcher(accept).matches()) {
      throw malformed(HttpHeaders.ACCEPT);
    }
    try {
      return request.getAcceptableMediaTypes();
    } catch (RuntimeException e) {
      throw malformed(HttpHeaders.ACCEPT);
    }
  }

  /**
   * Refuses with 415 a content of another type than the allowed ones, or with a content coding.
   *
   * @param allowed media types without parameters, each with what to return for it
   * @param advice the field that lists them in the answer, and its value
   */
  public static <T> T checkContentType(
      ContainerRequestContext request, Map<String, T> allowed, Map.Entry<String, String> advice) {
    checkContentEncoding(request);
    List<String> lines = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
    if (lines == null || lines.isEmpty()) {
      throw unsupported("The request has no Content-Type", advice);
    }
    MediaType type = mediaType(lines);
    T found = allowed.get((type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT));
    if (found == null) {
      throw unsupported("This Content-Type is not taken here", advice);
    }
    String charset = type.getParameters().get(MediaType.CHARSET_PARAMETER);
    if (charset != null && !charset.equalsIgnoreCase("utf-8")) {
      throw unsupported("JSON is sent in UTF-8 (RFC 8259 §8.1), not in another charset", advice);
    }
    return found;
  }

  private static MediaType mediaType(List<String> lines) {
    try {
      if (lines.size() == 1) {
        return MediaType.valueOf(lines.get(0));
      }
    } catch (IllegalArgumentException e) {
      throw malformed(HttpHeaders.CONTENT_TYPE);
    }
    throw malformed(HttpHeaders.CONTENT_TYPE);
  }

  /** A coded content would be stored as bytes that are no JSON (RFC 9110 §8.4, §15.5.16). */
  private static void checkContentEncoding(ContainerRequestContext request) {
    String coding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
    if (coding != null && !coding.strip().equalsIgnoreCase("identity")) {
      throw unsupported(
          "Content codings are not taken here", Map.entry(HttpHeaders.ACCEPT_ENCODING, "identity"));
    }
  }

  private static ProblemException unsupported(String what, Map.Entry<String, String> advice) {
    return new ProblemException(
        Problem.of(
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            what + "; " + advice.getKey() + ": " + advice.getValue()),
        ImmutableMap.of(advice.getKey(), advice.getValue()));
  }

  private static ProblemException malformed(String field) {
    return new ProblemException(
        Problem.of(ProblemType.BAD_REQUEST, "The field " + field + " is malformed."));
  }
}
