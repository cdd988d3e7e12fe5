package dev.etagere.server.otel;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * The standard settings of OpenTelemetry, as far as they are about traces. Nothing in here needs
 * its classes, so that they are not loaded where nobody asks for them.
 *
 * @param properties by the names that the SDK has for them: {@code otel.exporter.otlp.endpoint}
 */
public record TraceSettings(ImmutableMap<String, String> properties) {
  private static final String PREFIX = "OTEL_";
  private static final String EXPORTER = "otel.traces.exporter";
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
  private static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";
  private static final String PROTOCOL = "otel.exporter.otlp.protocol";
  private static final String TRACES_PROTOCOL = "otel.exporter.otlp.traces.protocol";
  private static final String ONLY_PROTOCOL = "http/protobuf";

  /** Takes the variables of OpenTelemetry out of an environment; an empty one counts as unset. */
  public static TraceSettings of(Map<String, String> environment) {
    Map<String, String> properties = new HashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !value.isBlank()) {
            properties.put(Ascii.toLowerCase(name).replace('_', '.'), value.trim());
          }
        });
    return new TraceSettings(ImmutableMap.copyOf(properties));
  }

  /** Whether they ask for traces: by an exporter, or by an address to export to. */
  public boolean wantTraces() {
    if (is("otel.sdk.disabled", "true") || is(EXPORTER, "none")) {
      return false;
    }
    return properties.containsKey(EXPORTER)
        || properties.containsKey(ENDPOINT)
        || properties.containsKey(TRACES_ENDPOINT);
  }

  private boolean is(String name, String value) {
    return Ascii.equalsIgnoreCase(properties.getOrDefault(name, ""), value);
  }

  /**
   * Looks for mistakes that the SDK would find late, or tell with the values.
   *
   * @throws TraceSettingsException if there is one
   */
  void check() {
    if (properties.containsKey(EXPORTER) && !is(EXPORTER, "otlp")) {
      throw mistake(EXPORTER, "This exporter is not offered here", "Give otlp or none");
    }
    for (String name : new String[] {PROTOCOL, TRACES_PROTOCOL}) {
      if (properties.containsKey(name) && !is(name, ONLY_PROTOCOL)) {
        throw mistake(
            name,
            "This protocol is not offered here",
            "Give " + ONLY_PROTOCOL + ", and the collector's port for it, by default 4318");
      }
    }
    for (String name : new String[] {ENDPOINT, TRACES_ENDPOINT}) {
      if (properties.containsKey(name) && !isUrl(properties.getOrDefault(name, ""))) {
        throw mistake(name, "This is no URL", "Give one like http://localhost:4318");
      }
    }
  }

  private static boolean isUrl(String text) {
    try {
      URI uri = URI.create(text);
      boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return isHttp && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static TraceSettingsException mistake(String name, String problem, String remedy) {
    // Not the value: an address may hold a password.
    return new TraceSettingsException(variable(name) + ": " + problem + ". " + remedy + ".", null);
  }

  private static String variable(String property) {
    return Ascii.toUpperCase(property).replace('.', '_');
  }

  /** What the SDK says of a mistake, without the values that it was given. */
  String withoutValues(String message) {
    String shown = message;
    for (String value : properties.values()) {
      shown = shown.replace(value, "…");
    }
    return shown;
  }

  /** What the SDK is told: these, and that it has nothing to do with metrics and logs. */
  Map<String, String> forSdk() {
    Map<String, String> all = new HashMap<>(properties);
    all.putIfAbsent(PROTOCOL, ONLY_PROTOCOL);
    all.putIfAbsent("otel.service.name", serviceName());
    all.put("otel.metrics.exporter", "none");
    all.put("otel.logs.exporter", "none");
    return all;
  }

  private String serviceName() {
    for (String attribute :
        properties.getOrDefault("otel.resource.attributes", "").split(",", -1)) {
      if (attribute.strip().startsWith("service.name=")) {
        return attribute.strip().substring("service.name=".length());
      }
    }
    return "etagere";
  }
}
