package dev.etagere.server.http.describe.openapi;

import com.google.common.collect.ImmutableSet;
import dev.etagere.server.grant.Caller;
import dev.etagere.server.http.describe.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How callers prove who they are.
 *
 * @param kinds the kinds of credential; empty if nobody is asked
 */
record Security(ImmutableSet<Caller.Kind> kinds) {
  private static final String KEY = "key";
  private static final String TOKEN = "token";

  boolean asked() {
    return !kinds.isEmpty();
  }

  /** The schemes, by name. */
  Map<String, Object> schemes() {
    Map<String, Object> schemes = Tree.object();
    if (kinds.contains(Caller.Kind.KEY)) {
      schemes.put(
          KEY,
          Tree.object(
              "type",
              "http",
              "scheme",
              "bearer",
              "description",
              "An API key, as who runs the server makes it."));
    }
    if (kinds.contains(Caller.Kind.JWT)) {
      schemes.put(
          TOKEN,
          Tree.object(
              "type",
              "http",
              "scheme",
              "bearer",
              "bearerFormat",
              "JWT",
              "description",
              "A JSON Web Token of the issuer that the server trusts."));
    }
    return schemes;
  }

  /** Any one of these is enough. */
  List<Object> requirements() {
    List<Object> any = new ArrayList<>();
    schemes().keySet().forEach(name -> any.add(Tree.object(name, List.of())));
    return any;
  }

  /** The requirements of a collection; null for those of the whole document. */
  @Nullable List<Object> ofCollection(boolean welcomesAnonymous) {
    if (!asked() || !welcomesAnonymous) {
      return null;
    }
    List<Object> any = requirements();
    any.add(Tree.object());
    return any;
  }
}
