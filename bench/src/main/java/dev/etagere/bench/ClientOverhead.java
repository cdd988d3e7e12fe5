package dev.etagere.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.etagere.client.CallOptions;
import dev.etagere.client.EtagereClient;
import dev.etagere.client.resource.Condition;
import dev.etagere.client.resource.Versioned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the client adds to a call of the JDK's {@link HttpClient} that sends the same fields and
 * receives the same bytes, 1 KB of JSON. Both have a timeout and convert the value.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class ClientOverhead {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String ACCEPT = "application/json, application/problem+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConstantServer server;
  private EtagereClient client;
  private EtagereClient uncached;
  private HttpClient raw;
  private URI uri;
  private Versioned<JsonNode> read;

  /** Starts the server. */
  @Setup
  public void start() throws IOException {
    server = new ConstantServer();
    raw = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    client = EtagereClient.builder(server.uri()).httpClient(raw).build();
    uncached = EtagereClient.builder(server.uri()).httpClient(raw).cacheBytes(0).build();
    uri = server.uri().resolve("/v1/notes/x");
    read = client.get("notes", "x", JsonNode.class);
  }

  /** Stops it. */
  @TearDown
  public void stop() throws IOException {
    server.close();
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(uri)
        .timeout(TIMEOUT)
        .header("Accept", ACCEPT)
        .header("X-Request-Id", "0123456789abcdef");
  }

  /** GET. */
  @Benchmark
  public JsonNode getRaw() throws Exception {
    return JSON.readTree(raw.send(request().build(), BodyHandlers.ofByteArray()).body());
  }

  /** GET. */
  @Benchmark
  public Versioned<JsonNode> getClient() {
    return uncached.get("notes", "x", JsonNode.class);
  }

  /** GET of what is unchanged. */
  @Benchmark
  public JsonNode revalidateRaw() throws Exception {
    HttpRequest request = request().header("If-None-Match", ConstantServer.ETAG).build();
    raw.send(request, BodyHandlers.ofByteArray());
    return read.value();
  }

  /** GET of what is unchanged; the value is converted anew, so that nobody else can change it. */
  @Benchmark
  public Versioned<JsonNode> revalidateClient() {
    return client.get("notes", "x", JsonNode.class);
  }

  /** PUT. */
  @Benchmark
  public int putRaw() throws Exception {
    HttpRequest request =
        request()
            .header("If-Match", ConstantServer.ETAG)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "\"01a20c84-f213-75a4-9759-2e1c622475da\"")
            .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(read.value())))
            .build();
    return raw.send(request, BodyHandlers.ofByteArray()).statusCode();
  }

  /** PUT. */
  @Benchmark
  public Versioned<JsonNode> putClient() {
    return uncached.put("notes", "x", read.value(), Condition.ifMatch(ConstantServer.ETAG));
  }

  /** GET, as a future. */
  @Benchmark
  public JsonNode asyncGetRaw() throws Exception {
    return raw.sendAsync(request().build(), BodyHandlers.ofByteArray())
        .thenApply(answer -> tree(answer.body()))
        .join();
  }

  /** GET, as a future. */
  @Benchmark
  public Versioned<JsonNode> asyncGetClient() {
    return uncached.async().get("notes", "x", JsonNode.class, CallOptions.DEFAULT).join();
  }

  private static JsonNode tree(byte[] content) {
    try {
      return JSON.readTree(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
