package dev.etagere.server.metrics;

import com.google.common.base.CharMatcher;

/** What kind of resource a raw path is about: a path itself would make a series for each. */
enum Route {
  COLLECTION("/v1/{collection}"),
  RESOURCE("/v1/{collection}/{id}"),
  PROBLEM("/problems/{type}"),
  OPENAPI_JSON("/openapi.json"),
  OPENAPI_YAML("/openapi.yaml"),
  VIEWER("/docs"),
  VIEWER_FILE("/docs/{name}"),
  OTHER("other");

  private static final CharMatcher SLASH = CharMatcher.is('/');

  private final String template;

  Route(String template) {
    this.template = template;
  }

  String template() {
    return template;
  }

  static Route of(String path) {
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
