package dev.etagere.server.json;

/** Counts about how much memory the tree of a text takes, and ends the reading at a bound. */
final class TreeMemory {
  private static final int REFERENCE = 8;
  private static final int MEMBER = 24 + REFERENCE;
  private static final int SCALAR = 24 + 24 + 16;
  private static final int CONTAINER = 80;

  private final long most;
  private long bytes;

  TreeMemory(long most) {
    this.most = most;
  }

  private void add(long more) {
    bytes += more;
    if (bytes > most) {
      throw new JsonTooLargeException(most);
    }
  }

  void holdsElement() {
    add(REFERENCE);
  }

  void holdsMember() {
    add(MEMBER);
  }

  JsonString holds(JsonString string) {
    add(SCALAR + string.size());
    return string;
  }

  JsonNumber holds(JsonNumber number) {
    add(SCALAR + number.size());
    return number;
  }

  JsonObject holds(JsonObject object) {
    if (!object.members().isEmpty()) {
      add(CONTAINER);
    }
    return object;
  }

  JsonArray holds(JsonArray array) {
    if (!array.elements().isEmpty()) {
      add(CONTAINER);
    }
    return array;
  }
}
