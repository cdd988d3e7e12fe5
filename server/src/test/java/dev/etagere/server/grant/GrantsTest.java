package dev.etagere.server.grant;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantsTest {
  private static final Caller ANN = Caller.ofKey("ann");
  private static final Caller EDITOR =
      new Caller(Caller.Kind.JWT, "ann", ImmutableSetMultimap.of("role", "editor"));

  @ParameterizedTest
  @CsvSource({
    "anyone, true, true, true",
    "authenticated, false, true, true",
    "key:ann, false, true, false",
    "jwt:ann, false, false, true",
    "claim:role=editor, false, false, true",
    "claim:role=edit, false, false, false",
    "key:ANN, false, false, false"
  })
  void grantee_parsed_includesWhomItNames(String text, boolean nobody, boolean ann, boolean jwt) {
    Grantee grantee = Grantee.parse(text).orElseThrow();
    assertThat(grantee.includes(Caller.ANONYMOUS)).isEqualTo(nobody);
    assertThat(grantee.includes(ANN)).isEqualTo(ann);
    assertThat(grantee.includes(EDITOR)).isEqualTo(jwt);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ann", "key:", "claim:role", "claim:=x", "claim:role=", "Anyone"})
  void grantee_ofAnotherForm_isNotParsed(String text) {
    assertThat(Grantee.parse(text)).isEmpty();
  }

  @Test
  void grants_ofSeveralGrantees_addUp() {
    Grants grants =
        new Grants(
            ImmutableMap.of(
                new Grantee.Anyone(), ImmutableSet.of(Permission.READ),
                new Grantee.Named("key:ann"), ImmutableSet.of(Permission.UPDATE)));
    assertThat(grants.allow(ANN, Permission.READ)).isTrue();
    assertThat(grants.allow(ANN, Permission.UPDATE)).isTrue();
    assertThat(grants.allow(ANN, Permission.DELETE)).isFalse();
    assertThat(grants.allow(EDITOR, Permission.UPDATE)).isFalse();
    assertThat(grants.welcomesAnonymous()).isTrue();
    assertThat(Grants.AUTHENTICATED.welcomesAnonymous()).isFalse();
  }
}
