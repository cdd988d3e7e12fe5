package dev.etagere.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.etagere.client.cache.RepresentationCache;
import dev.etagere.client.call.Answers;
import dev.etagere.client.call.Asks;
import dev.etagere.client.call.Calls;
import dev.etagere.client.http.AsyncTransport;
import dev.etagere.client.http.BlockingTransport;
import dev.etagere.client.http.Messages;
import dev.etagere.client.http.Transport;
import dev.etagere.client.json.Json;
import dev.etagere.client.retry.Attempts;
import dev.etagere.client.retry.Failures;
import dev.etagere.client.retry.RetryBudget;
import dev.etagere.client.retry.RetryPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says what client to make. Not safe for use by several threads. */
public final class ClientBuilder {
  private static final int MAX_ANSWER_BYTES = 16 << 20;
  private static final long CACHE_BYTES = 8 << 20;

  /** What the client itself sends: another value would break a promise. */
  private static final Set<String> OWN_FIELDS =
      Set.of(
          "accept", "content-type", "idempotency-key", "if-match", "if-none-match", "x-request-id");

  private final URI root;
  private final Map<String, Supplier<String>> fields = new LinkedHashMap<>();
  private @Nullable HttpClient httpClient;
  private ObjectMapper mapper = new ObjectMapper();
  private RetryPolicy policy = RetryPolicy.DEFAULT;
  private RetryBudget budget = RetryBudget.standard();
  private boolean keysHonoured = true;
  private long cacheBytes = CACHE_BYTES;
  private int maxAnswerBytes = MAX_ANSWER_BYTES;
  private int maxRounds = 100;

  ClientBuilder(URI server) {
    if (server.getHost() == null
        || !Set.of("http", "https").contains(server.getScheme().toLowerCase(Locale.ROOT))
        || server.getRawQuery() != null
        || server.getRawFragment() != null) {
      throw new IllegalArgumentException(
          server + " is no address of a server. Give one like http://127.0.0.1:8080.");
    }
    String text = server.toString();
    String slash = text.endsWith("/") ? text : text + "/";
    boolean hasPath = URI.create(slash).getRawPath().length() > 1;
    this.root = URI.create(hasPath ? slash : slash + "v1/");
  }

  /**
   * Sends this field with every request.
   *
   * @throws IllegalArgumentException if the client itself sets that field
   */
  public ClientBuilder header(String name, String value) {
    return header(name, () -> value);
  }

  /**
   * Sends this field with every request, and asks for its value at each attempt: for credentials
   * that expire.
   *
   * @throws IllegalArgumentException if the client itself sets that field
   */
  public ClientBuilder header(String name, Supplier<String> value) {
    if (OWN_FIELDS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "The client sets " + name + " itself. Leave it out; a key goes into CallOptions.");
    }
    fields.put(name, value);
    return this;
  }

  /**
   * Sends over this client, for TLS, proxies and timeouts of connecting.
   *
   * @throws IllegalArgumentException if it follows redirects: it would carry credentials along
   */
  public ClientBuilder httpClient(HttpClient client) {
    if (client.followRedirects() != Redirect.NEVER) {
      throw new IllegalArgumentException(
          "The HttpClient follows redirects by itself. Build it with Redirect.NEVER.");
    }
    this.httpClient = client;
    return this;
  }

  /**
   * Converts values with a copy of this mapper. One that ignores unknown members loses them in an
   * update: what was not read is not written.
   */
  public ClientBuilder objectMapper(ObjectMapper other) {
    this.mapper = other.copy();
    return this;
  }

  /** Tries as this policy says. */
  public ClientBuilder retryPolicy(RetryPolicy other) {
    this.policy = other;
    return this;
  }

  /** Draws retries from this budget, which other clients of the same server may share. */
  public ClientBuilder retryBudget(RetryBudget other) {
    this.budget = other;
    return this;
  }

  /**
   * Says that the server gives no meaning to {@code Idempotency-Key}. Keys are sent all the same,
   * but nothing relies on them: a create is not tried again once it may have been done, and a
   * conflict after such an attempt is an outcome that is not known.
   */
  public ClientBuilder withoutKeySupport() {
    this.keysHonoured = false;
    return this;
  }

  /** Keeps what was read within that many bytes, to revalidate it; 0 keeps nothing. */
  public ClientBuilder cacheBytes(long most) {
    this.cacheBytes = most;
    return this;
  }

  /** Takes no longer answer than that. */
  public ClientBuilder maxAnswerBytes(int most) {
    this.maxAnswerBytes = most;
    return this;
  }

  /** Lets an update read and write at most that often before it ends as a conflict. */
  public ClientBuilder maxUpdateRounds(int most) {
    this.maxRounds = most;
    return this;
  }

  /** The client. It needs no closing. */
  public EtagereClient build() {
    HttpClient http = httpClient == null ? standard() : httpClient;
    Messages messages = new Messages(new CommonFields(Map.copyOf(fields)), maxAnswerBytes);
    RepresentationCache cache = new RepresentationCache(cacheBytes);
    Calls blocking = calls(new BlockingTransport(http, messages), cache);
    Calls async = calls(new AsyncTransport(http, messages), cache);
    return new EtagereClient(
        blocking, policy.deadline(), new AsyncEtagereClient(async, policy.deadline()));
  }

  private record CommonFields(Map<String, Supplier<String>> suppliers)
      implements Supplier<Map<String, String>> {
    @Override
    public Map<String, String> get() {
      if (suppliers.isEmpty()) {
        return Map.of();
      }
      Map<String, String> values = new LinkedHashMap<>();
      suppliers.forEach((name, value) -> values.put(name, value.get()));
      return values;
    }
  }

  /** Without TLS there is no negotiation of HTTP/2 but by an upgrade, which few servers expect. */
  private HttpClient standard() {
    HttpClient.Builder builder = HttpClient.newBuilder().followRedirects(Redirect.NEVER);
    if (root.getScheme().equalsIgnoreCase("http")) {
      builder.version(HttpClient.Version.HTTP_1_1);
    }
    return builder.build();
  }

  private Calls calls(Transport transport, RepresentationCache cache) {
    Json json = new Json(mapper);
    Failures failures = new Failures(json, keysHonoured);
    return Calls.of(
        new Asks(root, keysHonoured),
        new Answers(json, failures),
        new Attempts(transport, policy, budget, failures),
        cache,
        maxRounds);
  }
}
