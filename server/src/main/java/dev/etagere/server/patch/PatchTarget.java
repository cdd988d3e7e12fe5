package dev.etagere.server.patch;

import dev.etagere.server.json.JsonArray;
import dev.etagere.server.json.JsonLimits;
import dev.etagere.server.json.JsonObject;
import dev.etagere.server.json.JsonString;
import dev.etagere.server.json.JsonValue;
import java.util.Optional;

/**
 * The document while operations change it. Values are shared, not copied, so a copy costs no memory
 * however large it is, and its size is known at once; each change renews only the containers on the
 * way to it.
 */
final class PatchTarget {
  // A container is renewed in time in proportion to its width: 30,000 operations on an object of
  // 100,000 members would keep a worker busy for minutes. This many members take less than a
  // second.
  private static final long MOST_RENEWED = 5_000_000;
  private static final int ELEMENTS_PER_MEMBER = 8;

  private final long maxBytes;
  private final int maxDepth;
  private JsonValue root;
  private long renewed;

  /** What is done to the container of a place. */
  @FunctionalInterface
  private interface Edit {
    JsonValue apply(JsonValue container, String token);
  }

  /** A target which may grow up to the limits; one that exceeds them already may not grow. */
  PatchTarget(JsonValue root, JsonLimits limits) {
    this.root = root;
    this.maxBytes = Math.max(limits.maxBytes(), root.size());
    this.maxDepth = Math.max(limits.maxDepth(), root.depth());
  }

  JsonValue root() {
    return root;
  }

  /** What is at a place, if anything is. */
  Optional<JsonValue> find(Place place) {
    Optional<JsonValue> found = Optional.of(root);
    for (String token : place.pointer().tokens()) {
      found = found.flatMap(container -> child(container, token));
      if (found.isEmpty()) {
        break;
      }
    }
    return found;
  }

  /** What is at a place, where something must be. */
  JsonValue get(Place place) {
    return find(place).orElseThrow(() -> nothingAt(place));
  }

  /** RFC 6902 §4.1: sets a member, or inserts an element. */
  void add(Place place, JsonValue value) {
    change(place, value, (container, token) -> added(container, token, value, place));
  }

  /** RFC 6902 §4.3. */
  void replace(Place place, JsonValue value) {
    get(place);
    change(place, value, (container, token) -> with(container, token, value));
  }

  /** RFC 6902 §4.2. */
  void remove(Place place) {
    if (place.pointer().isRoot()) {
      throw place.notApplicable("the whole document cannot be removed; use DELETE for that");
    }
    get(place);
    root = edited(root, place, 0, PatchTarget::without);
  }

  private void change(Place place, JsonValue whole, Edit edit) {
    root = place.pointer().isRoot() ? whole : edited(root, place, 0, edit);
    PatchResult.refuseExcess(root, maxBytes, maxDepth, place.source());
  }

  /** Recurses as deep as the document is. */
  private JsonValue edited(JsonValue container, Place place, int level, Edit edit) {
    String token = place.pointer().tokens().get(level);
    count(container, place);
    if (level + 1 == place.pointer().tokens().size()) {
      return edit.apply(container, token);
    }
    JsonValue child = child(container, token).orElseThrow(() -> nowhere(place));
    return with(container, token, edited(child, place, level + 1, edit));
  }

  private void count(JsonValue container, Place place) {
    renewed += costOfRenewing(container);
    if (renewed > MOST_RENEWED) {
      throw place.notApplicable(
          "the patch changes wide objects or arrays too often; send fewer operations, or PUT the"
              + " whole resource");
    }
  }

  /** In members of objects; the elements of an array are renewed that much faster. */
  private static long costOfRenewing(JsonValue container) {
    if (container instanceof JsonObject object) {
      return object.members().size();
    }
    return container instanceof JsonArray array ? array.elements().size() / ELEMENTS_PER_MEMBER : 0;
  }

  private static Optional<JsonValue> child(JsonValue container, String token) {
    if (container instanceof JsonObject object) {
      return object.get(token);
    }
    if (container instanceof JsonArray array) {
      int index = JsonPointer.arrayIndex(token).orElse(Integer.MAX_VALUE);
      return index < array.elements().size()
          ? Optional.of(array.elements().get(index))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** The container with another value in place of a child that is there. */
  private static JsonValue with(JsonValue container, String token, JsonValue value) {
    return container instanceof JsonArray array
        ? array.with(Integer.parseInt(token), value)
        : ((JsonObject) container).with(JsonString.of(token), value);
  }

  /** The container without a child that is there. */
  private static JsonValue without(JsonValue container, String token) {
    return container instanceof JsonArray array
        ? array.without(Integer.parseInt(token))
        : ((JsonObject) container).without(token);
  }

  private static JsonValue added(JsonValue container, String token, JsonValue value, Place place) {
    if (container instanceof JsonObject object) {
      return object.with(JsonString.of(token), value);
    }
    if (!(container instanceof JsonArray array)) {
      throw nowhere(place);
    }
    int length = array.elements().size();
    int index = token.equals("-") ? length : JsonPointer.arrayIndex(token).orElse(-1);
    if (index < 0 || index > length) {
      throw place.notApplicable(
          place.excerpt()
              + " names no element to insert before: the array there has "
              + length
              + ", and indexes have no sign and no leading zeros; '-' is its end");
    }
    return array.inserted(index, value);
  }

  private static PatchNotApplicableException nothingAt(Place place) {
    return place.notApplicable("nothing is at " + place.excerpt());
  }

  private static PatchNotApplicableException nowhere(Place place) {
    return place.notApplicable("there is no object or array to hold " + place.excerpt());
  }
}
