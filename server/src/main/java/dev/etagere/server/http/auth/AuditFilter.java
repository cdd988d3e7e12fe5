package dev.etagere.server.http.auth;

import dev.etagere.server.http.grizzly.exchange.RequestProperties;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each change at INFO of the logger {@value #LOGGER}: caller, method, path, the entity
 * tag before, the one after, request id. Never content. {@code -} stands for no version.
 */
public final class AuditFilter implements ContainerResponseFilter {
  static final String LOGGER = "etagere.audit";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
  private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final String NONE = "-";
  private static final String UNCHANGED = "=";
  private static final Pattern TAG = Pattern.compile("\"([0-9]+)-([^\"]*)\"");

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    boolean done = response.getStatus() / 100 == 2;
    boolean replayed = response.getHeaders().containsKey("Idempotent-Replayed");
    if (done && !replayed && CHANGING.contains(request.getMethod())) {
      String after = tag(response);
      String before = before(request, response, after);
      if (!before.equals(UNCHANGED)) {
        log(request, response, before, after);
      }
    }
  }

  private static void log(
      ContainerRequestContext request,
      ContainerResponseContext response,
      String before,
      String after) {
    String location = response.getHeaderString(HttpHeaders.LOCATION);
    LOG.info(
        "{} {} {} {} {} {}",
        safe(Callers.of(request).id()),
        request.getMethod(),
        location == null ? request.getUriInfo().getRequestUri().getRawPath() : location,
        before,
        after,
        Callers.requestId(request));
  }

  private static String before(
      ContainerRequestContext request, ContainerResponseContext response, String after) {
    if (request.getProperty(RequestProperties.REPLACED) instanceof String known) {
      return known;
    }
    List<String> lines = request.getHeaders().get(HttpHeaders.IF_MATCH);
    String named = lines == null || lines.size() != 1 ? "" : lines.get(0).strip();
    if (response.getStatus() == 201) {
      return NONE;
    } else if (!after.equals(NONE) && named.contains(after)) {
      return UNCHANGED;
    }
    return TAG.matcher(named).matches() ? named : predecessor(after);
  }

  /** Each change counts the version up by one; where the tag does not say it, it is not known. */
  private static String predecessor(String tag) {
    Matcher parts = TAG.matcher(tag);
    return parts.matches()
        ? "\"" + (Long.parseLong(parts.group(1)) - 1) + "-" + parts.group(2) + "\""
        : "?";
  }

  private static String tag(ContainerResponseContext response) {
    @Nullable String tag = response.getHeaderString(HttpHeaders.ETAG);
    return tag == null ? NONE : tag;
  }

  /** A subject of a token may hold anything; a line break would forge a record. */
  private static String safe(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.chars().forEach(c -> safe.append(c > ' ' && c < 0x7f ? (char) c : '?'));
    return safe.toString();
  }
}
