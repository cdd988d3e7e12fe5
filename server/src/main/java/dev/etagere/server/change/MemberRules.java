package dev.etagere.server.change;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.json.JsonLiteral;
import dev.etagere.server.json.JsonMemory;
import dev.etagere.server.json.JsonNumber;
import dev.etagere.server.json.JsonObject;
import dev.etagere.server.json.JsonString;
import dev.etagere.server.json.JsonValue;
import dev.etagere.server.ledger.DerivedId;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a collection demands of members: those of the natural key name the resource, and those that
 * the server makes are nobody else's to give or to change.
 */
final class MemberRules {
  private final CollectionPolicy policy;

  MemberRules(CollectionPolicy policy) {
    this.policy = policy;
  }

  /** What is wrong with the content of a POST. */
  ImmutableList<Violation> ofPost(Content content) {
    if (!policy.rulesMembers()) {
      return ImmutableList.of();
    }
    JsonObject object = object(content);
    List<Violation> violations = new ArrayList<>(missing(object));
    for (String member : policy.generated().keySet()) {
      if (object.get(member).isPresent()) {
        violations.add(new Violation(pointer(member), "is made by the server; leave it out"));
      }
    }
    return ImmutableList.copyOf(violations);
  }

  /** What is wrong with a content that is to be created by PUT. */
  ImmutableList<Violation> ofPutCreation(ResourceId id, Content content) {
    if (!policy.generated().isEmpty()) {
      return policy.generated().keySet().stream()
          .map(member -> new Violation(pointer(member), "is made by the server; create with POST"))
          .collect(ImmutableList.toImmutableList());
    }
    return naturalKey(id, content);
  }

  /** What is wrong with a content that is to replace another. */
  ImmutableList<Violation> ofReplacement(ResourceId id, Content before, Content after) {
    if (!policy.rulesMembers()) {
      return ImmutableList.of();
    }
    List<Violation> violations = new ArrayList<>(naturalKey(id, after));
    JsonObject old = object(before);
    JsonObject changed = object(after);
    for (String member : policy.generated().keySet()) {
      if (!sameMember(old.get(member), changed.get(member))) {
        violations.add(
            new Violation(pointer(member), "was made by the server and must stay as it is"));
      }
    }
    return ImmutableList.copyOf(violations);
  }

  private static boolean sameMember(Optional<JsonValue> old, Optional<JsonValue> changed) {
    return old.isPresent()
        ? changed.isPresent() && old.get().equalsAsJson(changed.get())
        : changed.isEmpty();
  }

  /** The id that the natural key of a content gives; every member of it must be there. */
  Optional<ResourceId> naturalId(Content content) {
    if (policy.naturalKey().isEmpty()) {
      return Optional.empty();
    }
    JsonObject object = object(content);
    return Optional.of(
        DerivedId.ofNaturalKey(
            policy.naturalKey().stream()
                .map(member -> canonical(object.get(member).orElseThrow()).orElseThrow())
                .toList()));
  }

  /** A content with the members that the server makes behind those that are there. */
  static Content complete(Content content, Map<String, String> made) {
    if (made.isEmpty()) {
      return content;
    }
    String text = content.utf8();
    int end = text.lastIndexOf('}');
    StringBuilder completed = new StringBuilder(text.substring(0, end));
    boolean first = text.substring(text.indexOf('{') + 1, end).isBlank();
    for (Map.Entry<String, String> member : made.entrySet()) {
      completed.append(first ? "" : ",");
      JsonString.of(member.getKey()).writeTo(completed);
      completed.append(':');
      JsonString.of(member.getValue()).writeTo(completed);
      first = false;
    }
    return Content.ofUtf8(completed.append(text.substring(end)).toString());
  }

  private ImmutableList<Violation> naturalKey(ResourceId id, Content content) {
    if (policy.naturalKey().isEmpty()) {
      return ImmutableList.of();
    }
    ImmutableList<Violation> missing = missing(object(content));
    if (!missing.isEmpty() || naturalId(content).equals(Optional.of(id))) {
      return missing;
    }
    return policy.naturalKey().stream()
        .map(
            member ->
                new Violation(
                    pointer(member),
                    "is of the natural key, which belongs to another URL: POST to the collection"
                        + " finds or makes the resource of this key"))
        .collect(ImmutableList.toImmutableList());
  }

  private ImmutableList<Violation> missing(JsonObject object) {
    return policy.naturalKey().stream()
        .filter(member -> object.get(member).flatMap(MemberRules::canonical).isEmpty())
        .map(
            member ->
                new Violation(
                    pointer(member), "is of the natural key: a string, a number, true or false"))
        .collect(ImmutableList.toImmutableList());
  }

  /** One text for all texts of the same value, and none for what cannot be a key. */
  private static Optional<String> canonical(JsonValue value) {
    if (value instanceof JsonString string) {
      return Optional.of("s" + string.value());
    } else if (value instanceof JsonNumber number) {
      return Optional.of("n" + number.canonicalText());
    }
    return value == JsonLiteral.TRUE || value == JsonLiteral.FALSE
        ? Optional.of("b" + value)
        : Optional.empty();
  }

  /** Of the content only what there are rules for. */
  private JsonObject object(Content content) {
    return JsonMemory.forTrees(
        content.size(),
        () ->
            JsonObject.membersOf(
                content.bytes(),
                name ->
                    policy.naturalKey().contains(name) || policy.generated().containsKey(name)));
  }

  private static String pointer(String member) {
    return "/" + member.replace("~", "~0").replace("/", "~1");
  }
}
