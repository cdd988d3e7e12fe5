package dev.etagere.server.http.grizzly;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.etagere.server.EtagereServer;
import dev.etagere.server.auth.key.ApiKey;
import dev.etagere.server.auth.key.KeyRing;
import dev.etagere.server.config.AuthConfig;
import dev.etagere.server.config.NetworkConfig;
import dev.etagere.server.grant.Grantee;
import dev.etagere.server.grant.Grants;
import dev.etagere.server.grant.Permission;
import dev.etagere.server.resource.CollectionName;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is told to send content, on a server that asks who is calling (RFC 9110 §10.1.1). */
class ContinueTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ApiKey ANN = ApiKey.create(RANDOM);
  private static final String CREATION = "If-None-Match: *\r\nContent-Type: application/json\r\n";
  private static final String WITHOUT_LENGTH =
      "PUT /v1/notes/a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n" + CREATION;
  private static final String PUT = WITHOUT_LENGTH + "Content-Length: 2\r\n";

  private static EtagereServer server(Grantee grantee) {
    Grants grants = new Grants(ImmutableMap.of(grantee, ImmutableSet.copyOf(Permission.values())));
    AuthConfig auth =
        new AuthConfig(
            ImmutableList.of(new KeyRing.Entry("ann", ANN.hash(RANDOM))),
            Optional.empty(),
            ImmutableMap.of(new CollectionName("notes"), grants));
    return EtagereServer.builder()
        .collection("notes")
        .network(NetworkConfig.DEFAULT.withAuth(auth))
        .start();
  }

  private static RawConnection connect(EtagereServer server) throws IOException {
    return new RawConnection(server.baseUri().getPort());
  }

  @Test
  void withoutCredential_isRefusedBeforeTheContentIsSent() throws IOException {
    try (EtagereServer server = server(new Grantee.Named("key:ann"))) {
      for (String framing : new String[] {"Content-Length: 2", "Transfer-Encoding: chunked"}) {
        try (RawConnection connection = connect(server)) {
          Answer refusal = connection.send(WITHOUT_LENGTH + framing + "\r\n\r\n").read();
          assertThat(refusal.status()).isEqualTo(401);
          assertThat(refusal.field("WWW-Authenticate")).contains("Bearer realm=\"etagere\"");
          assertThat(refusal.field("Content-Type")).contains("application/problem+json");
          assertThat(refusal.text()).contains("/problems/unauthenticated");
          assertThat(connection.isClosedByServer()).isTrue();
        }
      }
    }
  }

  @Test
  void withCredential_isToldToSend_andAnsweredByWhatItIsWorth() throws IOException {
    try (EtagereServer server = server(new Grantee.Named("key:ann"))) {
      assertThat(afterContinue(server, "Authorization: Bearer wrong\r\n")).isEqualTo(401);
      assertThat(afterContinue(server, "Authorization: Bearer " + ANN.text() + "\r\n"))
          .isEqualTo(201);
    }
  }

  @Test
  void withoutCredential_whereAnyoneIsWelcome_isToldToSend() throws IOException {
    try (EtagereServer server = server(new Grantee.Anyone())) {
      assertThat(afterContinue(server, "")).isEqualTo(201);
    }
  }

  private static int afterContinue(EtagereServer server, String credential) throws IOException {
    try (RawConnection connection = connect(server)) {
      assertThat(connection.send(PUT + credential + "\r\n").read().status()).isEqualTo(100);
      return connection.send("{}").read().status();
    }
  }
}
