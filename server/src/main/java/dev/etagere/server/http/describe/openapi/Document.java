package dev.etagere.server.http.describe.openapi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.etagere.server.grant.Caller;
import dev.etagere.server.http.describe.Declared;
import dev.etagere.server.http.describe.Tree;
import dev.etagere.server.http.describe.openapi.part.Contents;
import dev.etagere.server.json.JsonLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The whole description, for one caller. */
final class Document {
  private static final String TEXT =
      """
      JSON resources whose every write is safe to race and to repeat. A change names the version \
      it is about, by the ETag in If-Match, and is refused with 412 if that is no longer the \
      current one; an Idempotency-Key makes the repeat of a request do nothing twice.

      Every answer of 4xx and 5xx is a problem (RFC 9457), whose `type` leads to an explanation. \
      A method that a URL does not offer is 405, with Allow; OPTIONS tells what it offers. \
      A content is one JSON object of at most %d bytes and %d levels.""";

  private final Describing all;
  private final Map<String, Object> paths = Tree.object();
  private final List<Object> tags = new ArrayList<>();

  private Document(Describing all) {
    this.all = all;
  }

  /**
   * Makes the document.
   *
   * @param visible the collections that the caller may see
   * @param credentials how callers can prove who they are; empty if nobody is asked
   */
  static Map<String, Object> of(
      ImmutableList<Declared> visible,
      Caller caller,
      ImmutableSet<Caller.Kind> credentials,
      JsonLimits limits) {
    Document document = new Document(Describing.with(new Security(credentials), limits));
    boolean anonymous = visible.stream().anyMatch(one -> one.grants().welcomesAnonymous());
    visible.forEach(collection -> document.add(collection, caller));
    document.addServer(anonymous);
    return document.tree();
  }

  private void add(Declared collection, Caller caller) {
    Contents contents = all.contents(collection);
    paths.put(collection.path(), new CollectionPath(all, collection, contents).tree());
    paths.put(collection.path() + "/{id}", new ResourcePath(all, collection, contents).tree());
    tags.add(
        Tree.object(
            "name",
            collection.name().value(),
            "description",
            "The resources in " + collection.path() + "." + all.permissions(collection, caller)));
  }

  private void addServer(boolean anonymous) {
    ServerPaths server = new ServerPaths(all);
    paths.put("/v1", server.catalogue(all.security().ofCollection(anonymous)));
    paths.put("/problems/{type}", server.problems());
    tags.add(
        Tree.object("name", ServerPaths.TAG, "description", "What the server tells of itself."));
  }

  private Map<String, Object> tree() {
    Map<String, Object> components = all.components().tree();
    if (all.security().asked()) {
      components.put("securitySchemes", all.security().schemes());
    }
    return Tree.object(
        "openapi",
        "3.1.0",
        "info",
        info(),
        "servers",
        List.of(Tree.object("url", "/", "description", "This server.")),
        "security",
        all.security().requirements(),
        "tags",
        tags,
        "paths",
        paths,
        "components",
        components);
  }

  private Map<String, Object> info() {
    String built = Document.class.getPackage().getImplementationVersion();
    return Tree.object(
        "title",
        "Etagere",
        "version",
        built == null ? "unreleased" : built,
        "summary",
        "JSON resources over HTTP, with conditional and idempotent writes.",
        "description",
        TEXT.formatted(all.limits().maxBytes(), all.limits().maxDepth()),
        "license",
        Tree.object("name", "Apache-2.0", "identifier", "Apache-2.0"));
  }
}
