package dev.etagere.server.patch;

import dev.etagere.server.json.JsonValue;

/** One operation of a JSON Patch (RFC 6902 §4.1 to §4.6). */
sealed interface Operation {
  /** Changes the target, or throws; the target is then not to be used any more. */
  void applyTo(PatchTarget target);

  /** §4.1. */
  record Add(Place path, JsonValue value) implements Operation {
    @Override
    public void applyTo(PatchTarget target) {
      target.add(path, value);
    }
  }

  /** §4.2. */
  record Remove(Place path) implements Operation {
    @Override
    public void applyTo(PatchTarget target) {
      target.remove(path);
    }
  }

  /** §4.3. */
  record Replace(Place path, JsonValue value) implements Operation {
    @Override
    public void applyTo(PatchTarget target) {
      target.replace(path, value);
    }
  }

  /** §4.4. */
  record Move(Place from, Place path) implements Operation {
    @Override
    public void applyTo(PatchTarget target) {
      JsonValue value = target.get(from);
      if (from.pointer().equals(path.pointer())) {
        return;
      }
      if (from.pointer().isAncestorOf(path.pointer())) {
        throw path.notApplicable(
            "a value cannot be moved into itself: " + path.excerpt() + " is in " + from.excerpt());
      }
      target.remove(from);
      target.add(path, value);
    }
  }

  /** §4.5. */
  record Copy(Place from, Place path) implements Operation {
    @Override
    public void applyTo(PatchTarget target) {
      target.add(path, target.get(from));
    }
  }

  /**
   * §4.6. Where nothing is, the test fails too: another writer may have removed it.
   *
   * @param index of this operation in the patch
   */
  record Test(int index, Place path, JsonValue value) implements Operation {
    @Override
    public void applyTo(PatchTarget target) {
      JsonValue found =
          target
              .find(path)
              .orElseThrow(
                  () -> failure("nothing is at " + path.excerpt() + ", where it expects a value"));
      if (!found.equalsAsJson(value)) {
        throw failure("the value at " + path.excerpt() + " is not the one that it expects");
      }
    }

    private PatchTestFailedException failure(String reason) {
      return new PatchTestFailedException(
          index, path.text().value(), "the test in operation " + index + " failed: " + reason);
    }
  }
}
