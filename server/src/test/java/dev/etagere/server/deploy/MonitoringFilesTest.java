package dev.etagere.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Sets;
import dev.etagere.server.deploy.PromQl.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The dashboard and the alerts use only what servers show; their form is for .ci/deploy. */
@Timeout(120)
class MonitoringFilesTest {
  private static final Path ROOT = DeployFilesTest.ROOT;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What Prometheus itself knows of whom it asks. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up");

  private static final Set<String> LABELS_OF_PROMETHEUS = Set.of("instance", "job");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{ *(\\w+) *}}");
  private static final Pattern SUFFIX = Pattern.compile("_(bucket|count|sum|max)$");

  private static WatchedServers servers;
  private static JsonNode dashboard;
  private static JsonNode rules;

  @BeforeAll
  static void readAll() throws Exception {
    dashboard = JSON.readTree(file("dashboard.json"));
    rules = yaml("alerts.yaml").at("/groups/0/rules");
    servers = WatchedServers.used();
  }

  private static String file(String name) throws IOException {
    return Files.readString(ROOT.resolve("deploy/grafana/" + name));
  }

  private static JsonNode yaml(String name) throws IOException {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(file(name)));
  }

  private static Stream<JsonNode> targets() {
    return dashboard.findValues("targets").stream().flatMap(MonitoringFilesTest::each);
  }

  private static Stream<JsonNode> each(JsonNode list) {
    List<JsonNode> all = new ArrayList<>();
    list.forEach(all::add);
    return all.stream();
  }

  private static Stream<String> expressions() {
    return Stream.concat(targets(), each(rules)).map(one -> one.path("expr").asText());
  }

  @Test
  void expressions_ofDashboardAndAlerts_findSeries() {
    assertThat(expressions()).hasSizeGreaterThan(40);
    assertThat(expressions())
        .allSatisfy(
            text ->
                assertThat(PromQl.of(text).selectors())
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(found(one)).as("%s", one).isTrue()));
  }

  private static boolean found(Selector selector) {
    if (OF_PROMETHEUS.contains(selector.metric())) {
      return true;
    }
    return servers.all().stream()
        .filter(series -> series.name().equals(selector.metric()))
        .anyMatch(
            series ->
                selector.matches().stream()
                    .filter(match -> !LABELS_OF_PROMETHEUS.contains(match.label()))
                    .allMatch(
                        match ->
                            series.labels().containsKey(match.label())
                                && match.holds(series.labels())));
  }

  @Test
  void labels_toGroupByAndToShow_areThoseOfTheMetrics() {
    assertThat(targets())
        .allSatisfy(
            target -> {
              Set<String> shown = new HashSet<>();
              LEGEND
                  .matcher(target.path("legendFormat").asText())
                  .results()
                  .forEach(label -> shown.add(label.group(1)));
              assertLabels(target.path("expr").asText(), shown);
            });
    assertThat(each(rules)).allSatisfy(rule -> assertLabels(rule.path("expr").asText(), Set.of()));
  }

  private static void assertLabels(String expression, Set<String> shown) {
    PromQl read = PromQl.of(expression);
    Set<String> known = new HashSet<>(LABELS_OF_PROMETHEUS);
    servers.all().stream()
        .filter(series -> read.metrics().contains(series.name()))
        .forEach(series -> known.addAll(series.labels().keySet()));

    assertThat(known).as(expression).containsAll(Sets.union(read.groupedBy(), shown));
  }

  /** Only what is about the embedded store may be missing where there is another. */
  @Test
  void metrics_ofBothStores_areTheSame() {
    Set<String> embedded = servers.names(WatchedServers.SQLITE);
    Set<String> mongo = servers.names(WatchedServers.MONGO);

    assertThat(mongo).isEqualTo(Sets.filter(embedded, name -> !name.startsWith("etagere_sqlite_")));
  }

  @Test
  void metrics_ofTheServer_areAllOnTheDashboard() {
    Set<String> drawn = new HashSet<>();
    targets()
        .map(target -> PromQl.of(target.path("expr").asText()))
        .forEach(read -> read.metrics().forEach(name -> drawn.add(family(name))));

    assertThat(servers.names(WatchedServers.SQLITE))
        .filteredOn(name -> name.startsWith("etagere_"))
        .allSatisfy(name -> assertThat(drawn).contains(family(name)));
  }

  private static String family(String metric) {
    return SUFFIX.matcher(metric).replaceFirst("");
  }

  @Test
  void alerts_haveASectionEachInTheRunbook() throws IOException {
    List<String> sections =
        Files.readString(ROOT.resolve("docs/operations.md"))
            .lines()
            .filter(line -> line.startsWith("### Etagere"))
            .map(line -> line.substring(4))
            .toList();

    assertThat(sections)
        .containsExactlyElementsOf(each(rules).map(rule -> rule.path("alert").asText()).toList());
    assertThat(each(rules))
        .allSatisfy(
            rule ->
                assertThat(rule.at("/annotations/runbook_url").asText())
                    .isEqualTo(
                        "docs/operations.md#"
                            + rule.path("alert").asText().toLowerCase(Locale.ROOT)));
  }

  @Test
  void alerts_areTriedByPromtool() throws IOException {
    Map<Boolean, Set<String>> tried = Map.of(true, new HashSet<>(), false, new HashSet<>());
    for (JsonNode test : yaml("alerts_test.yaml").path("tests")) {
      for (JsonNode alert : test.path("alert_rule_test")) {
        boolean fires = !alert.path("exp_alerts").isEmpty();
        tried.get(fires).add(alert.path("alertname").asText());
      }
    }
    Set<String> all = new HashSet<>();
    each(rules).forEach(rule -> all.add(rule.path("alert").asText()));

    assertThat(tried.get(true)).as("fires").isEqualTo(all);
    assertThat(tried.get(false)).as("is quiet").isEqualTo(all);
  }
}
