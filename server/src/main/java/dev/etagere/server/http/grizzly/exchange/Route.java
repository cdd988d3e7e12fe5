package dev.etagere.server.http.grizzly.exchange;

import com.google.common.base.CharMatcher;

/** What kind of resource a raw path is about: a path itself would make a series for each. */
public enum Route {
  /** A collection. */
  COLLECTION("/v1/{collection}"),
  /** A resource. */
  RESOURCE("/v1/{collection}/{id}"),
  /** What a kind of problem is. */
  PROBLEM("/problems/{type}"),
  /** The description of the server, as JSON. */
  OPENAPI_JSON("/openapi.json"),
  /** The description of the server, as YAML. */
  OPENAPI_YAML("/openapi.yaml"),
  /** The page that shows the description. */
  VIEWER("/docs"),
  /** What that page needs. */
  VIEWER_FILE("/docs/{name}"),
  /** Anything else. */
  OTHER("other");

  private static final CharMatcher SLASH = CharMatcher.is('/');

  private final String template;

  Route(String template) {
    this.template = template;
  }

  /** The path with names in place of what differs. */
  public String template() {
    return template;
  }

  /** The kind that a raw path is of. */
  public static Route of(String path) {
    if (path.startsWith("/v1/")) {
      return switch (SLASH.countIn(path)) {
        case 2 -> COLLECTION;
        case 3 -> RESOURCE;
        default -> OTHER;
      };
    }
    return switch (path) {
      case "/openapi.json" -> OPENAPI_JSON;
      case "/openapi.yaml" -> OPENAPI_YAML;
      case "/docs" -> VIEWER;
      default -> below(path);
    };
  }

  private static Route below(String path) {
    if (path.startsWith("/problems/")) {
      return PROBLEM;
    }
    return path.startsWith("/docs/") ? VIEWER_FILE : OTHER;
  }
}
