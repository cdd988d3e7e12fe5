package dev.etagere.server.http;

import static dev.etagere.server.http.HttpTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etagere.server.http.Http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /docs}. */
public interface ViewerContract extends HttpTest {
  @Test
  default void viewer_page_needsNothingFromElsewhere() {
    Answer page = http().get("/docs").header("Accept", "text/html").send();

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.field("Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(page.field("Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self'; ")
        .doesNotContain("http");
    List<String> files = new ArrayList<>();
    Matcher link = Pattern.compile("(?:src|href)=\"(docs/[^\"]*)\"").matcher(page.text());
    while (link.find()) {
      files.add(link.group(1));
    }
    assertThat(files).hasSize(4);
    assertThat(page.text()).doesNotContain("//", "<script>", "<style>");
    for (String file : files) {
      assertThat(http().get("/" + file).send().status()).as(file).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "page.js, text/javascript;charset=utf-8, SwaggerUIBundle({",
    "page.css, text/css;charset=utf-8, #ask",
    "swagger-ui-bundle.js, text/javascript;charset=utf-8, SwaggerUIBundle",
    "swagger-ui.css, text/css;charset=utf-8, .swagger-ui",
    "swagger-ui-bundle.js.LICENSE.txt, text/plain;charset=utf-8, License"
  })
  default void viewer_file_isWhatItsTypeSays_andCanBeRevalidated(
      String name, String type, String part) {
    Answer file = http().get("/docs/" + name).send();

    assertThat(file.status()).isEqualTo(200);
    assertThat(file.field("Content-Type")).isEqualTo(type);
    assertThat(file.field("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(file.text()).contains(part);
    Answer again = http().get("/docs/" + name).ifNoneMatch(file.etag()).send();
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body().size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/",
        "/docs/index.html",
        "/docs/swagger-ui.css/",
        "/docs/../docs/page.js",
        "/docs/%2e%2e/page.js",
        "/docs/..%2fpage.js",
        "/docs/%2fpage.js",
        "/docs/page.js;x=1",
        "/docs/swagger-ui%00.css",
        "/docs/META-INF/MANIFEST.MF",
        "/docsx"
      })
  default void viewer_anyOtherPath_isNothing(String path) {
    Answer answer = RawHttp.send(http().base(), "GET " + path + " HTTP/1.1", "", new byte[0]);

    assertThat(answer.status()).as("%s", answer).isIn(400, 404);
  }

  @Test
  default void viewer_badRequests_areRefused() {
    assertProblem(http().get("/docs?x=1").send(), 400, "bad-request");
    assertProblem(http().post("/docs", "{}").send(), 405, "method-not-allowed");
  }
}
