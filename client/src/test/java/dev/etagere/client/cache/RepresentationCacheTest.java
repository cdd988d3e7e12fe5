package dev.etagere.client.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class RepresentationCacheTest {
  private static final URI A = URI.create("http://localhost/a");
  private static final URI B = URI.create("http://localhost/b");
  private static final URI C = URI.create("http://localhost/c");

  private final RepresentationCache cache = new RepresentationCache(2000);

  private static Representation of(int bytes) {
    return new Representation("\"a\"", null, new byte[bytes]);
  }

  @Test
  void full_letsGoOfWhatWasNotUsedForLongest() {
    cache.keep(A, of(500));
    cache.keep(B, of(500));
    assertThat(cache.find(A)).isPresent();

    cache.keep(C, of(500));

    assertThat(cache.find(A)).isPresent();
    assertThat(cache.find(B)).isEmpty();
    assertThat(cache.find(C)).isPresent();
  }

  @Test
  void tooLarge_isNotKeptAndTheOldVersionNeither() {
    cache.keep(A, of(1));

    cache.keep(A, of(2001));

    assertThat(cache.find(A)).isEmpty();
  }

  @Test
  void keptAgainAndAgain_countsOnce() {
    cache.keep(B, of(500));
    for (int i = 0; i < 100; i++) {
      cache.keep(A, of(500));
    }

    assertThat(cache.find(B)).isPresent();
  }

  @Test
  void withoutRoom_keepsNothing() {
    RepresentationCache none = new RepresentationCache(0);

    none.keep(A, of(0));

    assertThat(none.find(A)).isEmpty();
  }
}
