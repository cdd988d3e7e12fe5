package dev.etagere.server.metrics;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.etagere.server.http.grizzly.exchange.Exchange;
import dev.etagere.server.http.grizzly.exchange.RequestObserver;
import dev.etagere.server.http.grizzly.exchange.Route;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Requests by route, method, status and outcome. All labels come from small sets of this program,
 * none from a request; each series is made once, and found again without making an object.
 */
final class RequestMetrics implements RequestObserver {
  private static final String[] METHODS = {
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"
  };
  private static final String OTHER_METHOD = "other";
  private static final String REFUSED = "refused";
  private static final String ANSWERED = "answered";

  private final MeterRegistry registry;
  private final Durations durations;
  private final ImmutableMap<Route, Series[]> series;
  private final Outcomes refused;

  RequestMetrics(PrometheusMeterRegistry registry) {
    this.registry = registry;
    this.durations =
        Durations.register(
            registry.getPrometheusRegistry(),
            "etagere_http_request_duration_seconds",
            "Time from the head of a request to its answer",
            "route",
            "method");
    this.series =
        Arrays.stream(Route.values())
            .collect(Maps.toImmutableEnumMap(route -> route, this::series));
    this.refused = new Outcomes(Route.OTHER.template(), OTHER_METHOD, REFUSED);
  }

  private Series[] series(Route route) {
    return IntStream.rangeClosed(0, METHODS.length)
        .mapToObj(method -> new Series(route.template(), name(method)))
        .toArray(Series[]::new);
  }

  private static String name(int method) {
    return method < METHODS.length ? METHODS[method] : OTHER_METHOD;
  }

  private static int method(String name) {
    int index = 0;
    while (index < METHODS.length && !METHODS[index].equals(name)) {
      index++;
    }
    return index;
  }

  @Override
  public void answered(String method, String path, int status, long nanos, Exchange exchange) {
    Series[] ofRoute = Objects.requireNonNull(series.get(Route.of(path)));
    ofRoute[method(method)].add(status, nanos, exchange);
  }

  @Override
  public void refused(int status) {
    refused.counter(status).increment();
  }

  /** All requests of one route and method. */
  private final class Series {
    private final String route;
    private final String method;
    private final Map<String, Outcomes> outcomes = new ConcurrentHashMap<>();
    private volatile Durations.@Nullable Series times;

    Series(String route, String method) {
      this.route = route;
      this.method = method;
    }

    void add(int status, long nanos, Exchange exchange) {
      times().record(nanos);
      String known = exchange.outcome();
      String outcome = known == null ? ANSWERED : known;
      Outcomes of = outcomes.get(outcome);
      if (of == null) {
        of = outcomes.computeIfAbsent(outcome, name -> new Outcomes(route, method, name));
      }
      of.counter(status).increment();
    }

    /** Made at the first request: most methods are never used on most routes. */
    private Durations.Series times() {
      Durations.Series known = times;
      if (known == null) {
        known = durations.of(route, method);
        times = known;
      }
      return known;
    }
  }

  /** A counter of one status. */
  private record OfStatus(int status, Counter counter) {}

  /** All requests of one route and method that came to the same: mostly of one status. */
  private final class Outcomes {
    private final String route;
    private final String method;
    private final String outcome;
    private volatile OfStatus[] known = {};

    Outcomes(String route, String method, String outcome) {
      this.route = route;
      this.method = method;
      this.outcome = outcome;
    }

    Counter counter(int status) {
      for (OfStatus one : known) {
        if (one.status == status) {
          return one.counter;
        }
      }
      return added(status);
    }

    private synchronized Counter added(int status) {
      Counter counter =
          Counter.builder("etagere.http.requests")
              .description("Requests that were answered")
              .tag("route", route)
              .tag("method", method)
              .tag("status", Integer.toString(status))
              .tag("outcome", outcome)
              .register(registry);
      OfStatus[] more = Arrays.copyOf(known, known.length + 1);
      more[known.length] = new OfStatus(status, counter);
      known = more;
      return counter;
    }
  }
}
