package dev.etagere.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @ValueSource(strings = {"/v1/notes/a", "/v1/notes/", "/v1/notes/a/b"})
  void collectionOfResource_threeSegments_isTheSecond(String path) {
    assertThat(Target.collectionOfResource(path)).contains("notes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/notes", "/problems/stale", "/", "*", "", "//v1", "//v1/notes/a", "/v2/a/b"})
  void collectionOfResource_other_isEmpty(String path) {
    assertThat(Target.collectionOfResource(path)).isEmpty();
  }
}
