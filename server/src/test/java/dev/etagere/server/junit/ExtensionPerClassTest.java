package dev.etagere.server.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExtensionPerClassTest {
  @RegisterExtension
  static final EtagereExtension etagere =
      EtagereExtension.with(builder -> builder.collection("things"));

  @Test
  @Order(1)
  void server_inATest_isReached() {
    new Http(etagere.baseUri()).create("/v1/things/a", "{}");
  }

  @Test
  @Order(2)
  void server_inTheNextTest_isTheSame() {
    assertThat(new Http(etagere.baseUri()).get("/v1/things/a").send().status()).isEqualTo(200);
  }
}
