package dev.etagere.server.otel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import com.google.protobuf.ByteString;
import dev.etagere.server.EtagereServer;
import dev.etagere.server.http.Http;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a collector gets of a server, whatever its store is. */
@Timeout(120)
interface TracingContract {
  String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  String PARENT = "00f067aa0ba902b7";
  String RECORDED = "00-" + TRACE + '-' + PARENT + "-01";

  /** A server that is to be started on the store. */
  EtagereServer.Builder builder();

  /** What OpenTelemetry calls the store. */
  String system();

  @Test
  default void request_ofARecordedTrace_isASpanWithOneForEachCallOfTheStore() throws Exception {
    try (Collector collector = Collector.start();
        EtagereServer server = builder().traces(collector.variables()).start()) {
      Http http = new Http(server.baseUri());

      http.put("/v1/notes/a", "{}")
          .ifNoneMatch("*")
          .header("traceparent", RECORDED)
          .header("X-Request-Id", "r-1")
          .send();

      Span first = collector.next();
      Span second = collector.next();
      boolean inOrder = first.getKind() == SpanKind.SPAN_KIND_SERVER;
      Span request = inOrder ? first : second;
      Span call = inOrder ? second : first;
      assertThat(request.getName()).isEqualTo("PUT /v1/{collection}/{id}");
      assertThat(hex(request.getTraceId())).isEqualTo(TRACE);
      assertThat(hex(request.getParentSpanId())).isEqualTo(PARENT);
      assertThat(request.getEndTimeUnixNano()).isGreaterThan(request.getStartTimeUnixNano());
      assertThat(Collector.attributes(request))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "http.request.method", "PUT",
                  "http.route", "/v1/{collection}/{id}",
                  "http.response.status_code", "201",
                  "url.scheme", "http",
                  "url.path", "/v1/notes/a",
                  "etagere.outcome", "created",
                  "etagere.request_id", "r-1"));
      assertThat(call.getName()).isEqualTo("insert notes");
      assertThat(call.getTraceId()).isEqualTo(request.getTraceId());
      assertThat(call.getParentSpanId()).isEqualTo(request.getSpanId());
      assertThat(Collector.attributes(call))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "db.system.name", system(),
                  "db.operation.name", "insert",
                  "db.collection.name", "notes"));
      assertThat(collector.field("Content-type")).isEqualTo("application/x-protobuf");
      assertThat(collector.resource()).containsEntry("service.name", "etagere");
    }
  }

  @Test
  default void request_ofATraceThatIsNotRecorded_isNoSpan_andOneWithoutATraceIs() throws Exception {
    try (Collector collector = Collector.start();
        EtagereServer server = builder().traces(collector.variables()).start()) {
      Http http = new Http(server.baseUri());

      http.get("/v1/notes/a").header("traceparent", RECORDED.replace("-01", "-00")).send();
      http.get("/v1/notes/b").send();

      Span find = collector.next();
      Span request = collector.next();
      assertThat(Collector.attributes(request))
          .containsEntry("url.path", "/v1/notes/b")
          .containsEntry("etagere.outcome", "not-found");
      assertThat(request.getParentSpanId()).isEqualTo(ByteString.EMPTY);
      assertThat(request.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
      assertThat(find.getParentSpanId()).isEqualTo(request.getSpanId());
      assertThat(collector.left()).isZero();
    }
  }

  @Test
  default void sampler_thatTakesNone_makesNoSpan_andTheNextServerDoes() throws Exception {
    try (Collector collector = Collector.start()) {
      Map<String, String> none = new HashMap<>(collector.variables());
      none.put("OTEL_TRACES_SAMPLER", "always_off");
      try (EtagereServer server = builder().traces(none).start()) {
        new Http(server.baseUri()).get("/v1/notes/a").send();
      }
      assertThat(collector.left()).as("a stop exports all that is there").isZero();
      try (EtagereServer server = builder().traces(collector.variables()).start()) {
        new Http(server.baseUri()).get("/v1/notes/a").send();
      }
      assertThat(collector.next().getName()).isEqualTo("find notes");
    }
  }

  private static String hex(ByteString bytes) {
    return BaseEncoding.base16().lowerCase().encode(bytes.toByteArray());
  }
}
