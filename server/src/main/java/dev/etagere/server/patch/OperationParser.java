package dev.etagere.server.patch;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.json.JsonArray;
import dev.etagere.server.json.JsonObject;
import dev.etagere.server.json.JsonString;
import dev.etagere.server.json.JsonValue;

/** Reads one operation of a patch document (RFC 6902 §4). */
final class OperationParser {
  private final JsonObject operation;
  private final int index;

  private OperationParser(JsonObject operation, int index) {
    this.operation = operation;
    this.index = index;
  }

  static ImmutableList<Operation> parse(JsonValue document) {
    if (!(document instanceof JsonArray array)) {
      throw new InvalidPatchException("", "a JSON Patch must be an array of operations");
    }
    ImmutableList.Builder<Operation> operations = ImmutableList.builder();
    int index = 0;
    for (JsonValue element : array.elements()) {
      if (!(element instanceof JsonObject operation)) {
        throw new InvalidPatchException("/" + index, "an operation must be a JSON object");
      }
      operations.add(new OperationParser(operation, index).operation());
      index++;
    }
    return operations.build();
  }

  private Operation operation() {
    JsonString op = string("op");
    return switch (op.value()) {
      case "add" -> new Operation.Add(place("path"), member("value"));
      case "remove" -> new Operation.Remove(place("path"));
      case "replace" -> new Operation.Replace(place("path"), member("value"));
      case "move" -> new Operation.Move(place("from"), place("path"));
      case "copy" -> new Operation.Copy(place("from"), place("path"));
      case "test" -> new Operation.Test(index, place("path"), member("value"));
      default ->
          throw new InvalidPatchException(
              pointerTo("op"),
              op.excerpt() + " is no operation; there are add, remove, replace, move, copy, test");
    };
  }

  private Place place(String name) {
    JsonString text = string(name);
    return JsonPointer.parse(text.value())
        .map(pointer -> new Place(pointerTo(name), text, pointer))
        .orElseThrow(
            () ->
                new InvalidPatchException(
                    pointerTo(name),
                    text.excerpt()
                        + " is no JSON Pointer (RFC 6901): it must be empty or begin with '/',"
                        + " and '~' must be followed by 0 or 1"));
  }

  private JsonString string(String name) {
    if (!(member(name) instanceof JsonString text)) {
      throw new InvalidPatchException(pointerTo(name), "'" + name + "' must be a string");
    }
    return text;
  }

  private JsonValue member(String name) {
    return operation
        .get(name)
        .orElseThrow(
            () -> new InvalidPatchException("/" + index, "the member '" + name + "' is missing"));
  }

  private String pointerTo(String name) {
    return "/" + index + "/" + name;
  }
}
