package dev.etagere.server.http.grizzly.body;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Content in the chunked transfer coding. */
class ChunkFuzz {
  @FuzzTest
  void decode(byte[] input) {
    ChunkLaws.check(input);
  }
}
