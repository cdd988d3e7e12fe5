package dev.etagere.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.etagere.server.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.glassfish.jersey.server.ContainerRequest;

/** The path and query of a request, as far as the head check lets them through. */
class TargetFuzz {
  private static final Pattern SOUND =
      Pattern.compile(
          "(?:/(?:[A-Za-z0-9._~!$&'()*+,=:@/-]|%[0-9A-Fa-f]{2})*)"
              + "(?:\\?(?:[A-Za-z0-9._~!$&'()*+,=:@/;?-]|%[0-9A-Fa-f]{2})*)?");

  @FuzzTest
  void parse(byte[] input) {
    String target = new String(input, StandardCharsets.ISO_8859_1);
    if (!SOUND.matcher(target).matches()) {
      return;
    }
    ContainerRequest request = Requests.get(target);
    try {
      new TargetFilter(name -> true).filter(request);
      RequestFields.checkQuery(request, Set.of("limit", "after"));
      if (Target.isIn(request) && Target.of(request).id() != null) {
        checkRoundTrip(Target.of(request));
      }
    } catch (ProblemException e) {
      assertThat(e.problem().type().status()).isIn(400, 404);
    }
  }

  private static void checkRoundTrip(Target target) {
    ContainerRequest again = Requests.get(target.pathOf(target.resource()));
    new TargetFilter(name -> true).filter(again);
    assertThat(Target.of(again)).isEqualTo(target);
  }
}
