package dev.etagere.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @ValueSource(strings = {"/v1/notes/a", "/v1/notes/", "/v1/notes/a/b", "//v1/notes/a"})
  void mayBeResource_threeSegments_isTrue(String path) {
    assertThat(Target.mayBeResource(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/notes", "/problems/stale", "/", "*", "", "//v1"})
  void mayBeResource_fewer_isFalse(String path) {
    assertThat(Target.mayBeResource(path)).isFalse();
  }
}
