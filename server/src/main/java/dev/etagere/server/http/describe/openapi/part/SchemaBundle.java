package dev.etagere.server.http.describe.openapi.part;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.UrlEscapers;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * JSON Schemas that refer to each other, as components of one OpenAPI document: each reference
 * becomes one into {@code #/components/schemas}, so that no URI and no file name is left in it.
 */
final class SchemaBundle {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  static final String COMPONENTS = "#/components/schemas/";

  /** Keywords whose value is a schema, a list of schemas, or schemas by name. */
  private static final ImmutableSet<String> WITHIN =
      ImmutableSet.of(
          "additionalProperties",
          "items",
          "contains",
          "not",
          "if",
          "then",
          "else",
          "propertyNames",
          "unevaluatedItems",
          "unevaluatedProperties",
          "contentSchema",
          "allOf",
          "anyOf",
          "oneOf",
          "prefixItems");

  private static final ImmutableSet<String> BY_NAME =
      ImmutableSet.of(
          "properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

  /** What has done its work when references lead into the document. */
  private static final ImmutableSet<String> OBSOLETE =
      ImmutableSet.of("$id", "$schema", "$anchor", "$dynamicAnchor", "$vocabulary");

  /** Those under which a document keeps schemas for others to refer to. */
  private static final ImmutableSet<String> DEFINITIONS = ImmutableSet.of("$defs", "definitions");

  /** Where the schema of a URI stands in the OpenAPI document. */
  private final Map<String, String> places = new HashMap<>();

  /** The component that a definition becomes, by where it stood. */
  private final Map<String, String> hoisted = new LinkedHashMap<>();

  private SchemaBundle() {}

  /**
   * The components.
   *
   * @param name of the component that the first document becomes
   * @param documents JSON Schemas by the URIs that they were read from
   */
  static Map<String, Object> of(String name, ImmutableMap<String, String> documents) {
    SchemaBundle bundle = new SchemaBundle();
    Map<String, URI> bases = new LinkedHashMap<>();
    Map<String, Object> trees = new LinkedHashMap<>();
    documents.forEach(
        (uri, text) -> {
          String component = trees.isEmpty() ? name : free(name + "." + stem(uri), trees);
          URI base = URI.create(uri);
          bundle.places.put(withoutFragment(base), COMPONENTS + component);
          bases.put(component, base);
          trees.put(component, parse(text));
        });
    trees.forEach(
        (component, tree) -> {
          String place = COMPONENTS + component;
          bundle.index(tree, base(bases, component), place);
          // A file with an $id is found under the URI that it was read from, too.
          bundle.index(withoutId(tree), base(bases, component), place);
        });
    bundle.hoist(name, trees);
    trees.replaceAll((component, tree) -> bundle.rewritten(tree, base(bases, component)));
    return Reachable.from(name, bundle.spread(trees));
  }

  /** Gives each definition of a document a component of its own: generators know no others. */
  private void hoist(String name, Map<String, Object> trees) {
    Map<String, Object> taken = new LinkedHashMap<>(trees);
    trees.forEach(
        (component, tree) -> {
          for (String keyword : DEFINITIONS) {
            if (tree instanceof Map<?, ?> schema && schema.get(keyword) instanceof Map<?, ?> all) {
              for (Object definition : all.keySet()) {
                String own = free(name + "." + plain(definition.toString()), taken);
                taken.put(own, definition);
                hoisted.put(component + "/" + keyword + "/" + escaped(definition), own);
              }
            }
          }
        });
  }

  /** The trees with their definitions beside them. */
  private Map<String, Object> spread(Map<String, Object> trees) {
    Map<String, Object> all = new LinkedHashMap<>();
    trees.forEach(
        (component, tree) -> {
          if (!(tree instanceof Map<?, ?> schema)) {
            all.put(component, tree);
            return;
          }
          Map<String, Object> rest = new LinkedHashMap<>();
          all.put(component, rest);
          schema.forEach(
              (keyword, value) -> {
                if (DEFINITIONS.contains(keyword) && value instanceof Map<?, ?> definitions) {
                  definitions.forEach(
                      (definition, one) ->
                          all.put(
                              Objects.requireNonNull(
                                  hoisted.get(
                                      component + "/" + keyword + "/" + escaped(definition))),
                              one));
                } else {
                  rest.put(keyword.toString(), value);
                }
              });
        });
    return all;
  }

  private static URI base(Map<String, URI> bases, String component) {
    return Objects.requireNonNull(bases.get(component));
  }

  private static Object withoutId(Object tree) {
    if (!(tree instanceof Map<?, ?> schema)) {
      return tree;
    }
    Map<Object, Object> copy = new LinkedHashMap<>(schema);
    copy.remove("$id");
    return copy;
  }

  private static String free(String wanted, Map<String, Object> taken) {
    String name = wanted;
    for (int i = 2; taken.containsKey(name); i++) {
      name = wanted + "-" + i;
    }
    return name;
  }

  private static String stem(String uri) {
    String file = uri.substring(uri.lastIndexOf('/') + 1).replaceFirst("\\.json$", "");
    return plain(file);
  }

  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]+", "-");
  }

  /** Any JSON value, with its numbers as they are written. */
  static Object parse(String text) {
    try {
      return JSON.readValue(text, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON", e);
    }
  }

  private void index(Object node, URI base, String place) {
    if (node instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        index(list.get(i), base, place + "/" + i);
      }
    } else if (node instanceof Map<?, ?> schema) {
      URI here = resolved(base, schema);
      places.putIfAbsent(withoutFragment(here), place);
      for (String keyword : List.of("$anchor", "$dynamicAnchor")) {
        if (schema.get(keyword) instanceof String anchor) {
          places.put(withoutFragment(here) + "#" + anchor, place);
        }
      }
      schema.forEach(
          (keyword, value) -> {
            String inner = place + "/" + keyword;
            if (WITHIN.contains(keyword.toString())) {
              index(value, here, inner);
            } else if (BY_NAME.contains(keyword.toString()) && value instanceof Map<?, ?> named) {
              named.forEach((name, one) -> index(one, here, inner + "/" + escaped(name)));
            }
          });
    }
  }

  private Object rewritten(Object node, URI base) {
    if (node instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(one -> copy.add(rewritten(one, base)));
      return copy;
    } else if (node instanceof Map<?, ?> schema) {
      URI here = resolved(base, schema);
      Map<String, Object> copy = new LinkedHashMap<>();
      schema.forEach((keyword, value) -> copyTo(copy, keyword.toString(), value, here));
      return copy;
    }
    return node;
  }

  private void copyTo(Map<String, Object> copy, String keyword, Object value, URI here) {
    boolean refers = keyword.equals("$ref") || keyword.equals("$dynamicRef");
    if (refers && value instanceof String reference) {
      copy.putIfAbsent("$ref", place(here, reference));
    } else if (WITHIN.contains(keyword)) {
      copy.put(keyword, rewritten(value, here));
    } else if (BY_NAME.contains(keyword) && value instanceof Map<?, ?> named) {
      Map<String, Object> inner = new LinkedHashMap<>();
      named.forEach((name, one) -> inner.put(name.toString(), rewritten(one, here)));
      copy.put(keyword, inner);
    } else if (!OBSOLETE.contains(keyword)) {
      copy.put(keyword, value);
    }
  }

  /** Where a reference leads; one to a schema of the drafts stays as it is. */
  private String place(URI here, String reference) {
    URI target = resolve(here, reference);
    String fragment = target.getFragment() == null ? "" : target.getFragment();
    String document = withoutFragment(target);
    String place =
        fragment.isEmpty() || fragment.startsWith("/")
            ? places.get(document)
            : places.get(document + "#" + fragment);
    if (place == null) {
      return target.toString();
    }
    String found = inComponents(fragment.startsWith("/") ? place + fragment : place);
    return "#" + UrlEscapers.urlFragmentEscaper().escape(found.substring(1));
  }

  /** The place itself, or where the definition that it is in has been moved to. */
  private String inComponents(String place) {
    String path = place.substring(COMPONENTS.length());
    for (Map.Entry<String, String> definition : hoisted.entrySet()) {
      String from = definition.getKey();
      if (path.equals(from) || path.startsWith(from + "/")) {
        return COMPONENTS + definition.getValue() + path.substring(from.length());
      }
    }
    return place;
  }

  private static URI resolved(URI base, Map<?, ?> schema) {
    return schema.get("$id") instanceof String id ? resolve(base, id) : base;
  }

  /** RFC 3986 §5.2.2: {@link URI#resolve} drops the file's name where only a fragment is given. */
  private static URI resolve(URI base, String reference) {
    return reference.isEmpty() || reference.startsWith("#")
        ? URI.create(withoutFragment(base) + reference)
        : base.resolve(reference);
  }

  /** What is resolved against {@code file:///x} comes out as {@code file:/y}: both in one form. */
  private static String withoutFragment(URI uri) {
    String text = uri.toString();
    int hash = text.indexOf('#');
    String document = hash < 0 ? text : text.substring(0, hash);
    return document.startsWith("file:///") ? document.replace("file:///", "file:/") : document;
  }

  private static String escaped(Object name) {
    return name.toString().replace("~", "~0").replace("/", "~1");
  }
}
