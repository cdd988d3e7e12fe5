package dev.etagere.server.auth.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.etagere.server.auth.Authentication.Accepted;
import dev.etagere.server.auth.Authentication.Refused;
import dev.etagere.server.grant.Caller;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
  private final SecureRandom random = new SecureRandom();
  private final ApiKey old = ApiKey.create(random);
  private final ApiKey young = ApiKey.create(random);
  private final KeyRing ring =
      new KeyRing(
          List.of(
              new KeyRing.Entry("ann", old.hash(random)),
              new KeyRing.Entry("ann", young.hash(random))));

  @Test
  void keys_severalOfOneName_areAllAccepted() {
    Accepted accepted = new Accepted(Caller.ofKey("ann"), Instant.MAX);
    assertThat(ring.authenticate(old.text())).isEqualTo(accepted);
    assertThat(ring.authenticate(young.text())).isEqualTo(accepted);
  }

  @Test
  void key_withTheSecretOfAnother_isRefused() {
    ApiKey mixed = new ApiKey(old.id(), young.secret());
    assertThat(ring.authenticate(mixed.text())).isInstanceOf(Refused.class);
  }

  @Test
  void key_notOnTheRing_isRefused() {
    assertThat(ring.authenticate(ApiKey.create(random).text())).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "etk_", "etk_a_b", "etk_aaaaaaaaaaaa_", "a.b.c"})
  void text_thatIsNoKey_isRefused(String text) {
    assertThat(ring.authenticate(text)).isInstanceOf(Refused.class);
  }

  @Test
  void ring_withOneKeyTwice_isNotMade() {
    KeyRing.Entry entry = new KeyRing.Entry("ann", old.hash(random));
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyRing(List.of(entry, entry)));
  }

  @Test
  void hash_writtenAndRead_provesTheSameKeyAndDoesNotShowIt() {
    String text = old.hash(random).toString();
    KeyHash read = KeyHash.parse(text).orElseThrow();
    assertThat(read.matches(old.secret())).isTrue();
    assertThat(read.matches(young.secret())).isFalse();
    assertThat(text).doesNotContain(old.secret()).startsWith(old.id() + ":pbkdf2-sha256:");
    assertThat(old.toString()).doesNotContain(old.secret());
  }

  @Test
  void hashes_ofOneKey_differByTheirSalt() {
    assertThat(old.hash(random).toString()).isNotEqualTo(old.hash(random).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "etk_aaaaaaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "aaaaaaaaaaaa:md5:20000:AAAAAAAAAAAAAAAAAAAAAA:AAAA",
        "aaaaaaaaaaaa:pbkdf2-sha256:1:AAAAAAAAAAAAAAAAAAAAAA:"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "aaaaaaaaaaaa:pbkdf2-sha256:20000:AAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "aaaaaaaaaaaa:pbkdf2-sha256:20000:AAAAAAAAAAAAAAAAAAAAAA:AAAA",
        "aaaaaaaaaaaa:pbkdf2-sha256:20000:%%%%%%%%%%%%%%%%%%%%%%:AAAA"
      })
  void text_thatIsNoHash_isNotRead(String text) {
    assertThat(KeyHash.parse(text)).isEmpty();
  }
}
