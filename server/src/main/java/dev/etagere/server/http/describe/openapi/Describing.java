package dev.etagere.server.http.describe.openapi;

import dev.etagere.server.grant.Caller;
import dev.etagere.server.grant.Permission;
import dev.etagere.server.http.describe.Declared;
import dev.etagere.server.http.describe.openapi.part.Components;
import dev.etagere.server.http.describe.openapi.part.Contents;
import dev.etagere.server.http.describe.openapi.part.HeaderFields;
import dev.etagere.server.http.describe.openapi.part.Parameters;
import dev.etagere.server.http.describe.openapi.part.Problems;
import dev.etagere.server.json.JsonLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the paths of a document share while it is made.
 *
 * @param components what is written once
 * @param headers fields of answers
 * @param parameters of requests
 * @param problems answers of 4xx and 5xx
 * @param security how callers prove who they are
 * @param limits of what is taken as JSON
 */
record Describing(
    Components components,
    HeaderFields headers,
    Parameters parameters,
    Problems problems,
    Security security,
    JsonLimits limits) {
  static Describing with(Security security, JsonLimits limits) {
    Components components = new Components();
    HeaderFields headers = new HeaderFields(components);
    return new Describing(
        components,
        headers,
        new Parameters(components),
        new Problems(components, headers, security.asked()),
        security,
        limits);
  }

  Contents contents(Declared collection) {
    return new Contents(collection, components);
  }

  /** The requirements of a collection's operations; null for those of the whole document. */
  @Nullable List<Object> requirements(Declared collection) {
    return security.ofCollection(collection.grants().welcomesAnonymous());
  }

  /** A sentence on the permission that is needed, where permissions are granted. */
  String needs(String text, Permission... permissions) {
    if (!security.asked()) {
      return text;
    }
    StringBuilder needs = new StringBuilder(text).append(" Needs the permission ");
    for (int i = 0; i < permissions.length; i++) {
      needs.append(i == 0 ? "`" : " or `").append(permissions[i].word()).append('`');
    }
    return needs.append('.').toString();
  }

  /** What a caller may do in a collection, where permissions are granted. */
  String permissions(Declared collection, Caller caller) {
    if (!security.asked()) {
      return "";
    }
    String own =
        collection.grants().ownerOf(caller).isPresent() ? " It sees only what it created." : "";
    return " This caller may: " + String.join(", ", collection.permissions(caller)) + "." + own;
  }
}
