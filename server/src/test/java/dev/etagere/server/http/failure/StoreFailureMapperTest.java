package dev.etagere.server.http.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.store.UnknownOutcomeException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.junit.jupiter.api.Test;

/** What a caller is advised to do when nobody knows whether its change happened. */
class StoreFailureMapperTest {
  private static final String SAFE = "it cannot take effect twice";

  @Test
  void unknownOutcome_postWithAKey_isToBeRepeated() {
    assertThat(advice("POST", Map.of("Idempotency-Key", "\"a\""))).contains(SAFE);
  }

  @Test
  void unknownOutcome_postWithoutAKey_mayMakeAnother() {
    assertThat(advice("POST", Map.of())).doesNotContain(SAFE).contains("makes another one");
  }

  @Test
  void unknownOutcome_changeOfANamedVersion_isToBeRepeated() {
    assertThat(advice("PATCH", Map.of("If-Match", "\"1-a\""))).contains(SAFE);
    assertThat(advice("PUT", Map.of("If-None-Match", "*"))).contains(SAFE);
  }

  @Test
  void unknownOutcome_changeOfAnyVersion_mayTakeEffectTwiceUnlessItHasAKey() {
    assertThat(advice("PATCH", Map.of("If-Match", "*")))
        .doesNotContain(SAFE)
        .contains("may take effect a second time");
    assertThat(advice("PATCH", Map.of("If-Match", "*", "Idempotency-Key", "\"a\""))).contains(SAFE);
  }

  private static String advice(String method, Map<String, String> fields) {
    ContainerRequest request =
        new ContainerRequest(
            URI.create("http://localhost/"),
            URI.create("http://localhost/v1/notes"),
            method,
            null,
            new MapPropertiesDelegate(),
            null);
    fields.forEach(request::header);
    Response response =
        new StoreFailureMapper(request).toResponse(new UnknownOutcomeException("broken", null));
    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getHeaderString("Retry-After")).isEqualTo("1");
    return response.getEntity().toString();
  }
}
