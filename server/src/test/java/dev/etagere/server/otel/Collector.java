package dev.etagere.server.otel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Takes spans as a collector does: OTLP over HTTP. */
public final class Collector implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<Span> spans = new LinkedBlockingQueue<>();
  private final Map<String, String> fields = new ConcurrentHashMap<>();
  private final Map<String, String> resource = new ConcurrentHashMap<>();

  private Collector(HttpServer server) {
    this.server = server;
  }

  public static Collector start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Collector collector = new Collector(server);
    server.createContext("/v1/traces", collector::take);
    server.start();
    return collector;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestHeaders().forEach((name, values) -> fields.put(name, values.get(0)));
      ExportTraceServiceRequest sent =
          ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
      sent.getResourceSpansList()
          .forEach(
              all -> {
                all.getResource()
                    .getAttributesList()
                    .forEach(one -> resource.put(one.getKey(), one.getValue().getStringValue()));
                all.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList()));
              });
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /** The variables that make a server export to this, at once. */
  public Map<String, String> variables() {
    return Map.of(
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "OTEL_BSP_SCHEDULE_DELAY",
        "1");
  }

  /** The next span; waits for it. */
  public Span next() throws InterruptedException {
    Span span = spans.poll(60, TimeUnit.SECONDS);
    if (span == null) {
      throw new AssertionError("no span came");
    }
    return span;
  }

  /** How many have come that nobody has asked for. */
  public int left() {
    return spans.size();
  }

  /** A field of the last request. */
  public String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /** What the spans are about, as text. */
  public Map<String, String> resource() {
    return resource;
  }

  /** The attributes of a span, as text. */
  public static Map<String, String> attributes(Span span) {
    return span.getAttributesList().stream()
        .collect(
            Collectors.toMap(
                one -> one.getKey(),
                one ->
                    one.getValue().hasIntValue()
                        ? Long.toString(one.getValue().getIntValue())
                        : one.getValue().getStringValue()));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
