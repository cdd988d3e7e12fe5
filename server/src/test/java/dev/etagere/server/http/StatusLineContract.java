package dev.etagere.server.http;

import static dev.etagere.server.http.Http.fresh;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The status line names the status as its RFC does, for people who look at it with curl. */
interface StatusLineContract extends HttpTest {
  @Test
  default void statusLine_ofTheEndpoints_namesTheStatus() {
    assertThat(statusLine("DELETE " + fresh(NOTES), "", ""))
        .isEqualTo("HTTP/1.1 428 Precondition Required");
  }

  @Test
  default void statusLine_ofAStatusThatJaxRsDoesNotKnow_namesIt() {
    String fields =
        "Content-Type: application/json\r\nIdempotency-Key: \"" + Http.freshKey() + "\"\r\n";

    assertThat(statusLine("POST /v1/notes", fields, "{}")).isEqualTo("HTTP/1.1 201 Created");
    assertThat(statusLine("POST /v1/notes", fields, "{\"a\":1}"))
        .isEqualTo("HTTP/1.1 422 Unprocessable Content");
  }

  @Test
  default void statusLine_ofAHeadThatIsTooLarge_namesTheStatus() {
    assertThat(statusLine("GET /v1", "X: " + "x".repeat(100_000) + "\r\n", ""))
        .isEqualTo("HTTP/1.1 431 Request Header Fields Too Large");
  }

  @Test
  default void statusLine_ofContentThatIsTooLarge_hasTheNameOfToday() {
    assertThat(statusLine("PUT " + fresh(NOTES), "Content-Length: 1000000000\r\n", ""))
        .isEqualTo("HTTP/1.1 413 Content Too Large");
  }

  @ParameterizedTest
  @ValueSource(ints = {20_000, 200_000})
  default void statusLine_ofATargetThatIsTooLong_hasTheNameOfToday(int size) {
    assertThat(statusLine("GET /v1/notes/" + "a".repeat(size), "", ""))
        .isEqualTo("HTTP/1.1 414 URI Too Long");
  }

  private String statusLine(String request, String fields, String content) {
    return RawHttp.send(http().base(), request + " HTTP/1.1", fields, content.getBytes(US_ASCII))
        .headers()
        .firstValue(RawHttp.STATUS_LINE)
        .orElseThrow();
  }
}
