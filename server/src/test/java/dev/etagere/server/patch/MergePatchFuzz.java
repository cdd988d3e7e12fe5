package dev.etagere.server.patch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** JSON Merge Patch on a document that has one of each kind of value. */
class MergePatchFuzz {
  private static final byte[] DOCUMENT =
      "{\"a\":{\"b\":[1,{\"c\":null}]},\"d\":\"x\",\"\":1e5}".getBytes(UTF_8);

  @FuzzTest
  void apply(byte[] input) {
    PatchLaws.checkMergePatch(DOCUMENT, input);
  }
}
