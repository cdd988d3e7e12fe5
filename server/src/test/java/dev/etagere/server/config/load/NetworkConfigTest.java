package dev.etagere.server.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.etagere.server.auth.key.ApiKey;
import dev.etagere.server.config.NetworkConfig;
import dev.etagere.server.config.load.ConfigLoader.Arguments;
import dev.etagere.server.grant.Caller;
import dev.etagere.server.grant.Grants;
import dev.etagere.server.grant.Permission;
import dev.etagere.server.resource.CollectionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkConfigTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ApiKey KEY = ApiKey.create(RANDOM);
  private static final String HASH = KEY.hash(RANDOM).toString();
  private static final String OTHER = ApiKey.create(RANDOM).hash(RANDOM).toString();

  @TempDir Path folder;

  private NetworkConfig load(String text) throws IOException, ConfigException {
    Files.writeString(folder.resolve("etagere.yaml"), text);
    return new ConfigLoader(folder, Map.of()).load(Arguments.NONE).config().network();
  }

  private List<String> mistakes(String text) {
    return catchThrowableOfType(ConfigException.class, () -> load(text)).mistakes().stream()
        .map(mistake -> mistake.origin() + " " + mistake.key() + ": " + mistake.problem())
        .toList();
  }

  @Test
  void file_withEverything_isRead() throws Exception {
    NetworkConfig config =
        load(
            """
            listen: 0.0.0.0
            auth:
              keys:
                ann: [%s, %s]
              jwt:
                issuer: https://issuer.example
                audience: etagere
                algorithms: PS256, ES256
                keys: keys.json
            tls:
              certificate: cert.pem
              key: key.pem
              hsts: 30d
            cors:
              origins: https://a.example, http://localhost:3000
            limits:
              connections: 10
              connectionsPerAddress: 5
              requestsPerSecond: 7
            collections:
              notes:
                grants:
                  anyone: read
                  key:ann: read, create, update, delete, force
              other:
            """
                .formatted(HASH, OTHER));

    assertThat(config.connections()).isEqualTo(10);
    assertThat(config.connectionsPerAddress()).isEqualTo(5);
    assertThat(config.requestsPerSecond()).isEqualTo(7);
    assertThat(config.corsOrigins()).containsExactly("https://a.example", "http://localhost:3000");
    assertThat(config.tls().orElseThrow().certificate()).isEqualTo(folder.resolve("cert.pem"));
    assertThat(config.tls().orElseThrow().hsts()).isEqualTo(Duration.ofDays(30));
    assertThat(config.auth().keys()).map(entry -> entry.name()).containsExactly("ann", "ann");
    assertThat(config.auth().jwt().orElseThrow().algorithms()).containsExactly("PS256", "ES256");
    assertThat(config.auth().jwt().orElseThrow().keys())
        .isEqualTo(folder.resolve("keys.json").toUri());
    CollectionName notes = new CollectionName("notes");
    CollectionName other = new CollectionName("other");
    assertThat(config.auth().grants(notes).allow(Caller.ANONYMOUS, Permission.READ)).isTrue();
    assertThat(config.auth().grants(notes).allow(Caller.ANONYMOUS, Permission.CREATE)).isFalse();
    assertThat(config.auth().grants(notes).allow(Caller.ofKey("ann"), Permission.FORCE)).isTrue();
    assertThat(config.auth().grants(notes).allow(Caller.ofKey("bob"), Permission.UPDATE)).isFalse();
    assertThat(config.auth().grants(other).allow(Caller.ofKey("bob"), Permission.UPDATE)).isTrue();
    assertThat(config.auth().grants(other).allow(Caller.ANONYMOUS, Permission.READ)).isFalse();
  }

  @Test
  void defaults_askNobodyAndAreForLoopback() throws Exception {
    assertThat(load("")).isEqualTo(NetworkConfig.DEFAULT);
    assertThat(load("auth:\n")).isEqualTo(NetworkConfig.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "'::'", "192.168.0.1", "example.org"})
  void network_withoutAuthentication_isAMistake(String listen) {
    assertThat(mistakes("listen: " + listen + "\n"))
        .singleElement()
        .asString()
        .startsWith("etagere.yaml:1 listen: ")
        .contains("nobody is asked who it is");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "'::1'", "localhost", "127.3.2.1"})
  void loopback_withoutAuthentication_isAllowed(String listen) throws Exception {
    assertThat(load("listen: " + listen + "\n").auth().isNone()).isTrue();
  }

  @Test
  void network_withTheDangerousSetting_isAllowed() throws Exception {
    String text = "listen: 0.0.0.0\ndangerous: {allowAnonymousOnNetwork: true}\n";
    assertThat(load(text).allowAnonymousOnNetwork()).isTrue();
  }

  @Test
  void network_withKeys_isAllowed() throws Exception {
    String text = "listen: 0.0.0.0\nauth: {keys: {ann: '%s'}}\n".formatted(HASH);
    assertThat(load(text).auth().isNone()).isFalse();
  }

  @Test
  void mistakes_all_areToldAtOnceWithTheirLines() {
    String text =
        """
        auth:
          keys:
            ann: %s
            bob: %s
            ' ': %s
          jwt:
            algorithms: none
            issuer: a
        tls:
          key: a
        cors: {origins: '*'}
        collections:
          notes:
            grants:
              ann: read
              key:ann: write
        """
            .formatted(KEY.text(), HASH, OTHER);
    assertThat(mistakes(text))
        .hasSize(8)
        .anyMatch(mistake -> mistake.startsWith("etagere.yaml:3 auth.keys.ann: This is no hash"))
        .anyMatch(mistake -> mistake.startsWith("etagere.yaml:5 auth.keys: ' ' is no name"))
        .anyMatch(mistake -> mistake.startsWith("etagere.yaml:7 auth.jwt.algorithms: "))
        .anyMatch(mistake -> mistake.startsWith("etagere.yaml:8 auth.jwt.issuer: Tokens need"))
        .anyMatch(mistake -> mistake.startsWith("etagere.yaml:10 tls.key: TLS needs both"))
        .anyMatch(mistake -> mistake.startsWith("etagere.yaml:11 cors.origins: '*' is no origin"))
        .anyMatch(mistake -> mistake.startsWith("etagere.yaml:15 collections.notes.grants: 'ann'"))
        .anyMatch(
            mistake -> mistake.startsWith("etagere.yaml:16 collections.notes.grants.key:ann: "))
        .noneMatch(mistake -> mistake.contains(KEY.secret()));
  }

  @Test
  void grants_withoutAuthentication_areAMistake() {
    assertThat(mistakes("collections: {notes: {grants: {anyone: read}}}\n"))
        .singleElement()
        .asString()
        .contains("collections.notes.grants: Grants are given, but nobody is asked who it is");
  }

  @Test
  void key_twice_isAMistake() {
    assertThat(mistakes("auth: {keys: {a: '%s', b: '%s'}}\n".formatted(HASH, HASH)))
        .containsExactly("etagere.yaml:1 auth.keys.b: This key is there twice");
  }

  @ParameterizedTest
  @CsvSource({
    "http://issuer.example/keys, false",
    "ftp://issuer.example/keys, false",
    "https://issuer.example/keys, true",
    "http://127.0.0.1:1/keys, true",
    "keys.json, true"
  })
  void keys_ofAnIssuer_comeByTlsOrFromThisMachine(String keys, boolean sound) throws Exception {
    String text = "auth: {jwt: {issuer: a, audience: b, keys: '%s'}}\n".formatted(keys);
    if (sound) {
      assertThat(load(text).auth().jwt()).isPresent();
    } else {
      assertThat(mistakes(text)).anyMatch(mistake -> mistake.contains("is no place for keys"));
    }
  }

  private NetworkConfig withGrants(String grants) throws Exception {
    return load(
        "auth:\n  keys: { ann: '" + HASH + "' }\ncollections:\n  notes:\n    grants: " + grants);
  }

  @Test
  void owner_true_showsCallersTheirOwn() throws Exception {
    Caller ann = Caller.ofKey("ann");
    CollectionName notes = new CollectionName("notes");

    Grants alone = withGrants("{ owner: true }").auth().grants(notes);
    assertThat(alone.allow(ann, Permission.DELETE)).isTrue();
    assertThat(alone.ownerOf(ann)).isPresent();

    Grants others =
        withGrants("{ owner: true, authenticated: read, key:ann: 'read, others' }")
            .auth()
            .grants(notes);
    assertThat(others.ownerOf(ann)).isEmpty();
    assertThat(others.ownerOf(Caller.ofKey("bob"))).isPresent();

    assertThat(withGrants("{ owner: false, key:ann: read }").auth().grants(notes).ownerOf(ann))
        .isEmpty();
  }

  @Test
  void owner_ofAnotherForm_isAMistake() {
    String start = "auth:\n  keys: { ann: '" + HASH + "' }\ncollections:\n  notes:\n    grants: ";
    assertThat(mistakes(start + "{ owner: yes please }"))
        .containsExactly(
            "etagere.yaml:5 collections.notes.grants.owner:"
                + " 'yes please' is neither true nor false");
    assertThat(mistakes(start + "{ owner: true, anyone: read }"))
        .containsExactly(
            "etagere.yaml:5 collections.notes.grants.anyone:"
                + " Who gives no credential owns nothing, but 'owner' is true");
  }

  @Test
  void httpPort_besidesTls_isRead() throws Exception {
    assertThat(load("").plainPort()).isEmpty();
    assertThat(load("tls: {certificate: c, key: k}\nhttp: {port: 0}\n").plainPort()).hasValue(0);
    assertThat(Setting.HTTP_PORT.option()).contains("--http-port");
    assertThat(Setting.HTTP_PORT.variable()).isEqualTo("ETAGERE_HTTP_PORT");
  }

  @Test
  void httpPort_thatIsOfNoUse_isAMistake() {
    assertThat(mistakes("http: {port: 80}\n"))
        .containsExactly("etagere.yaml:1 http.port: Without TLS, HTTP is on the port 8080 already");
    assertThat(mistakes("tls: {certificate: c, key: k}\nhttp:\n  port: 8080\n"))
        .containsExactly("etagere.yaml:3 http.port: 8080 is the port of TLS");
    assertThat(mistakes("tls: {certificate: c, key: k}\nhttp: {port: http}\n"))
        .containsExactly("etagere.yaml:2 http.port: 'http' is no whole number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "listen: '::1'\n", "listen: 0.0.0.0\n"})
  void auth_none_isTheSameAsNothing(String listen) throws Exception {
    String danger = "dangerous: {allowAnonymousOnNetwork: true}\n";

    assertThat(load(listen + danger + "auth: none\n")).isEqualTo(load(listen + danger));
    assertThat(load("auth: none\n")).isEqualTo(NetworkConfig.DEFAULT);
  }

  @Test
  void auth_noneOnANetwork_isAMistake() {
    assertThat(mistakes("auth: none\nlisten: 0.0.0.0\n"))
        .singleElement()
        .asString()
        .startsWith("etagere.yaml:2 listen: ")
        .contains("nobody is asked who it is");
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "basic", "'NONE'", "false"})
  void auth_anotherWord_isAMistake(String word) {
    assertThat(mistakes("auth: " + word + "\n"))
        .containsExactly(
            "etagere.yaml:1 auth: '%s' is no way to find out who calls"
                .formatted(word.replace("'", "")));
  }
}
