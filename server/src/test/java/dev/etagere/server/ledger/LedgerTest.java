package dev.etagere.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.etagere.server.ledger.Fingerprint.Method;
import dev.etagere.server.ledger.Fingerprint.Part;
import dev.etagere.server.ledger.LedgerEntry.Result;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Instant T0 = Instant.parse("2026-01-02T03:04:05Z");
  private static final LedgerBounds TWO_OR_A_MINUTE = new LedgerBounds(2, Duration.ofMinutes(1));
  private static final LedgerBounds ONE = new LedgerBounds(1, Duration.ZERO);
  private static final byte[] BODY = {1};

  @Test
  void with_withinTheRetention_keepsMoreThanTheSize() {
    Ledger ledger = Ledger.EMPTY;
    for (int second = 0; second <= 60; second += 10) {
      ledger = ledger.with(entry(second), TWO_OR_A_MINUTE);
    }

    assertThat(ledger.recent()).hasSize(7);
    assertThat(ledger.writes()).isEqualTo(7);
  }

  @Test
  void with_beyondTheRetention_keepsTheSize() {
    Ledger ledger =
        Ledger.EMPTY
            .with(entry(0), TWO_OR_A_MINUTE)
            .with(entry(1), TWO_OR_A_MINUTE)
            .with(entry(2), TWO_OR_A_MINUTE)
            .with(entry(100), TWO_OR_A_MINUTE);

    assertThat(ledger.recent()).containsExactly(entry(2), entry(100));
    assertThat(ledger.find(entry(1).key())).isEmpty();
    assertThat(ledger.find(entry(2).key())).contains(entry(2));
  }

  @Test
  void with_moreThanTheMost_dropsTheOldestHoweverYoung() {
    Ledger ledger = Ledger.ofOrigin(entry(-1));
    for (int n = 0; n <= LedgerBounds.MOST; n++) {
      ledger = ledger.with(entry(n), LedgerBounds.DEFAULT);
    }

    assertThat(ledger.recent()).hasSize(LedgerBounds.MOST).doesNotContain(entry(0));
    assertThat(ledger.find(entry(-1).key())).contains(entry(-1));
  }

  @Test
  void with_clockSetBack_keepsTheSizeStill() {
    Ledger ledger =
        Ledger.EMPTY
            .with(entry(1000), TWO_OR_A_MINUTE)
            .with(entry(0), TWO_OR_A_MINUTE)
            .with(entry(1), TWO_OR_A_MINUTE);

    assertThat(ledger.recent()).containsExactly(entry(1000), entry(0), entry(1));
  }

  @Test
  void mayHaveForgotten_droppedNothing_isFalse() {
    Ledger ledger =
        Ledger.ofOrigin(making(1)).with(making(2), ONE).with(making(3), TWO_OR_A_MINUTE);

    for (Ledger any : List.of(Ledger.EMPTY, ledger, Ledger.ofOrigin(making(5)))) {
      assertThat(any.hasForgotten()).isFalse();
      assertThat(any.mayHaveForgotten(new Version(1, 0))).isFalse();
    }
  }

  @Test
  void mayHaveForgotten_droppedSome_dependsOnTheOldestThatIsLeft() {
    Ledger ledger = Ledger.ofOrigin(making(1));
    for (int number = 2; number <= 5; number++) {
      ledger = ledger.with(making(number), ONE);
    }

    assertThat(ledger.recent()).containsExactly(making(5));
    assertThat(ledger.hasForgotten()).isTrue();
    assertThat(ledger.mayHaveForgotten(new Version(3, 0))).isTrue();
    assertThat(ledger.mayHaveForgotten(new Version(4, 0))).isTrue();
    assertThat(ledger.mayHaveForgotten(new Version(5, 0))).isFalse();
    assertThat(ledger.mayHaveForgotten(new Version(6, 0))).isFalse();
  }

  /** Of two entries of one version the second had nothing to do, and the first made it. */
  @Test
  void mayHaveForgotten_makerOfTheVersionDropped_isTrue() {
    Ledger ledger = Ledger.EMPTY.with(making(2), ONE).with(unchanged(2), ONE);

    assertThat(ledger.recent()).containsExactly(unchanged(2));
    assertThat(ledger.mayHaveForgotten(new Version(1, 0))).isTrue();
    assertThat(ledger.mayHaveForgotten(new Version(2, 0))).isFalse();
  }

  @Test
  void mayHaveForgotten_newLife_knowsWhatCameAfterItsCreation() {
    Ledger reborn = Ledger.EMPTY.with(making(2), ONE).withOrigin(making(4));

    assertThat(reborn.mayHaveForgotten(new Version(1, 0))).isTrue();
    assertThat(reborn.mayHaveForgotten(new Version(4, 0))).isFalse();
    assertThat(reborn.forgotten().mayHaveForgotten(new Version(4, 0))).isTrue();
  }

  @Test
  void bounds_outOfRange_areRefused() {
    for (int size : new int[] {0, LedgerBounds.MOST + 1}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new LedgerBounds(size, Duration.ZERO));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LedgerBounds(1, Duration.ofSeconds(-1)));
  }

  @Test
  void differences_nameEachPart() {
    Fingerprint first = Fingerprint.of(Method.PUT, "a", "application/json", BODY);

    assertThat(first.differences(Fingerprint.of(Method.PUT, "a", "application/json", BODY)))
        .isEmpty();
    assertThat(first.differences(Fingerprint.of(Method.POST, "b", "text/plain", new byte[0])))
        .containsExactly(Part.METHOD, Part.PRECONDITIONS, Part.MEDIA_TYPE, Part.CONTENT);
  }

  @Test
  void callerAndKey_noTwoPairsHaveOneHashOrId() {
    List<CallerKey> all =
        List.of(key(null, "k"), key("", "k"), key("a", "k"), key("a", "kk"), key("ak", "k"));

    assertThat(all.stream().map(CallerKey::hash).distinct()).hasSameSizeAs(all);
    assertThat(all.stream().map(key -> key.idIn(new CollectionName("notes"))).distinct())
        .hasSameSizeAs(all);
    assertThat(key("a", "k").idIn(new CollectionName("notes")))
        .isNotEqualTo(key("a", "k").idIn(new CollectionName("others")));
  }

  /** An id is a promise: it must stay the same in every later version of the program. */
  @Test
  void derivedIds_areThoseOfTheFirstRelease() {
    assertThat(key(null, "k").idIn(new CollectionName("notes")))
        .isEqualTo(new ResourceId("bv993bino0b0bhvv3i3qdk7ks4"));
    assertThat(key("ann", "k").idIn(new CollectionName("notes")))
        .isEqualTo(new ResourceId("27llgclciencl32f55im8ao2ds"));
    assertThat(DerivedId.ofNaturalKey(List.of("sx", "n0.1e1")))
        .isEqualTo(new ResourceId("v5kp7lvi2ojt78as0us09o8oqp"));
  }

  @Test
  void naturalKeys_noTwoListsHaveOneId() {
    assertThat(DerivedId.ofNaturalKey(List.of("sa", "sb")))
        .isNotEqualTo(DerivedId.ofNaturalKey(List.of("sasb")))
        .isNotEqualTo(DerivedId.ofNaturalKey(List.of("sb", "sa")));
  }

  @Test
  void key_outOfBounds_isRefused() {
    for (String text : List.of("", "x".repeat(256), "\n", "é")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new IdempotencyKey(text));
    }
    assertThat(new IdempotencyKey("secret")).asString().doesNotContain("secret");
  }

  private static CallerKey key(@Nullable String caller, String key) {
    return new CallerKey(caller, new IdempotencyKey(key));
  }

  private static LedgerEntry entry(int second) {
    return entry("key " + second, 1, second);
  }

  private static LedgerEntry making(int number) {
    return entry("maker of " + number, number, number);
  }

  private static LedgerEntry unchanged(int number) {
    return entry("nothing to do at " + number, number, number + 1);
  }

  private static LedgerEntry entry(String key, int version, int second) {
    return new LedgerEntry(
        key(null, key).hash(),
        Fingerprint.of(Method.PUT, "", "", BODY),
        Result.CHANGED,
        new Version(version, 0),
        T0,
        T0.plusSeconds(second));
  }
}
