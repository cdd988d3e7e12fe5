package dev.etagere.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.etagere.server.Rehearsal;
import dev.etagere.server.config.ServerConfig;
import dev.etagere.server.config.StoreConfig;
import dev.etagere.server.config.load.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files for a deployment fit each other and the server; their form is for .ci/deploy. */
class DeployFilesTest {
  static final Path ROOT = root();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Tests run in the module's folder, and in some IDEs in the root. */
  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("deploy")) ? here : here.resolve("..").normalize();
  }

  private static JsonNode yaml(String file) throws IOException {
    return ofYaml(Files.readString(ROOT.resolve(file)));
  }

  private static JsonNode ofYaml(String text) {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
  }

  private static JsonNode kubernetes(String kind) throws IOException {
    return yaml("deploy/kubernetes/" + kind + ".yaml");
  }

  private static JsonNode pod() throws IOException {
    return kubernetes("deployment").at("/spec/template");
  }

  private static JsonNode container() throws IOException {
    return pod().at("/spec/containers/0");
  }

  @Test
  void configuration_ofTheConfigMapAndTheSecret_isTaken(@TempDir Path folder) throws Exception {
    String text = kubernetes("configmap").at("/data/etagere.yaml").asText();
    Files.writeString(folder.resolve("etagere.yaml"), text);
    JsonNode variable = container().at("/env/0");
    String uri = kubernetes("secret").at("/stringData/uri").asText();

    ServerConfig config =
        new ConfigLoader(folder, Map.of(variable.path("name").asText(), uri))
            .load(ConfigLoader.Arguments.NONE)
            .config();

    assertThat(config.store())
        .isInstanceOfSatisfying(
            StoreConfig.Mongo.class, mongo -> assertThat(mongo.uri()).isEqualTo(uri));
    assertThat(config.network().auth().isNone()).isFalse();
    assertThat(config.port()).isEqualTo(container().at("/ports/0/containerPort").asInt());
  }

  @Test
  void secret_isTheOneThatTheDeploymentReads() throws IOException {
    JsonNode reference = container().at("/env/0/valueFrom/secretKeyRef");

    assertThat(reference.path("name")).isEqualTo(kubernetes("secret").at("/metadata/name"));
    assertThat(kubernetes("secret").path("stringData").has(reference.path("key").asText()))
        .isTrue();
  }

  @Test
  void selectors_selectThePods() throws IOException {
    JsonNode labels = pod().at("/metadata/labels");

    assertThat(
            List.of(
                kubernetes("deployment").at("/spec/selector/matchLabels"),
                kubernetes("service").at("/spec/selector"),
                kubernetes("poddisruptionbudget").at("/spec/selector/matchLabels"),
                kubernetes("networkpolicy").at("/spec/podSelector/matchLabels")))
        .containsOnly(labels);
  }

  @Test
  void ports_ofServiceAndPolicy_areThoseOfTheContainer() throws IOException {
    JsonNode policy = kubernetes("networkpolicy").at("/spec/ingress");

    assertThat(
            List.of(
                kubernetes("service").at("/spec/ports/0/targetPort"), policy.at("/0/ports/0/port")))
        .containsOnly(container().at("/ports/0/name"));
    assertThat(policy.at("/1/ports/0/port")).isEqualTo(container().at("/ports/1/name"));
  }

  @Test
  void management_isWhereProbesAndPrometheusAskForIt() throws IOException {
    JsonNode name = container().at("/ports/1/name");
    JsonNode number = container().at("/ports/1/containerPort");
    JsonNode configured =
        ofYaml(kubernetes("configmap").at("/data/etagere.yaml").asText()).path("management");

    assertThat(configured.path("port")).isEqualTo(number);
    assertThat(configured.path("listen").asText()).isEqualTo("0.0.0.0");
    assertThat(pod().at("/metadata/annotations").path("prometheus.io/port").asText())
        .isEqualTo(number.asText());
    assertThat(
            List.of(
                container().at("/startupProbe/httpGet/port"),
                container().at("/readinessProbe/httpGet/port"),
                container().at("/livenessProbe/httpGet/port")))
        .containsOnly(name);
  }

  @Test
  void pods_haveTimeForRequestsInFlightAndNoRightsThatTheyDoNotNeed() throws IOException {
    int before = Integer.parseInt(container().at("/lifecycle/preStop/exec/command/1").asText());

    // 10 seconds is the grace of EtagereServer.close.
    assertThat(pod().at("/spec/terminationGracePeriodSeconds").asInt()).isGreaterThan(before + 10);
    assertThat(container().at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container().at("/securityContext/capabilities/drop/0").asText()).isEqualTo("ALL");
    assertThat(pod().at("/spec/securityContext/runAsNonRoot").asBoolean()).isTrue();
  }

  @Test
  void kustomization_namesEveryFileButTheSecret() throws IOException {
    List<String> named = new ArrayList<>();
    kubernetes("kustomization").path("resources").forEach(file -> named.add(file.asText()));
    try (Stream<Path> files = Files.list(ROOT.resolve("deploy/kubernetes"))) {
      List<String> wanted =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !List.of("secret.yaml", "kustomization.yaml").contains(name))
              .toList();
      assertThat(named).containsExactlyInAnyOrderElementsOf(wanted);
    }
  }

  @Test
  void image_isOfThisServer_withTheUserOfTheDeployment() throws IOException {
    String file = Files.readString(ROOT.resolve("Dockerfile"));
    String user = pod().at("/spec/securityContext/runAsUser").asText();

    assertThat(file)
        .contains("USER " + user + ":" + user)
        .contains(Rehearsal.class.getName())
        .contains("GET /health/ready HTTP/1.1");
  }

  @Test
  void compose_buildsThatImage_withReadOnlyRoot() throws IOException {
    JsonNode server = yaml("compose.yaml").at("/services/etagere");

    assertThat(server.path("build").asText()).isEqualTo(".");
    assertThat(server.path("read_only").asBoolean()).isTrue();
    assertThat(server.path("tmpfs").get(0).asText()).isEqualTo("/tmp");
  }

  @Test
  void systemdUnit_startsJavaAsTheScriptDoes() throws IOException {
    String unit = Files.readString(ROOT.resolve("deploy/systemd/etagere.service"));
    String script = Files.readString(ROOT.resolve("etagere"));
    String options = "-Xmx64m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError";

    assertThat(script).contains(options);
    assertThat(unit).contains(options).contains("SuccessExitStatus=143");
  }
}
