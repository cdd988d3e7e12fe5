package dev.etagere.server.http.grizzly.head;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** The raw head of a request. */
class HeadFuzz {
  @FuzzTest
  void check(byte[] input) {
    HeadLaws.check(input);
  }
}
