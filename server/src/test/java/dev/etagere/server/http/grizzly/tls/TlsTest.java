package dev.etagere.server.http.grizzly.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import dev.etagere.server.EtagereServer;
import dev.etagere.server.config.NetworkConfig;
import dev.etagere.server.config.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private static final Map<String, Pair> PAIRS = new HashMap<>();

  @TempDir Path folder;
  private Path certificate;
  private Path key;

  @BeforeEach
  void place() {
    certificate = folder.resolve("cert.pem");
    key = folder.resolve("key.pem");
  }

  /** A certificate and its key, as PEM. */
  private record Pair(String certificate, String key) {}

  @BeforeAll
  static void makePairs(@TempDir Path folder) throws Exception {
    for (String name : new String[] {"one-EC", "one-RSA", "two-RSA"}) {
      PAIRS.put(name, make(folder, name));
    }
  }

  /** By the JDK's own tool. */
  private static Pair make(Path folder, String name) throws Exception {
    Path store = folder.resolve(name);
    String line =
        "-genkeypair -alias a -keyalg %s -dname CN=%s -storetype PKCS12 -keystore %s -storepass %s"
            .formatted(name.substring(4), name, store, new String(PASSWORD));
    List<String> command = new ArrayList<>(Splitter.on(' ').splitToList(line));
    command.add(0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return new Pair(
        pem("CERTIFICATE", keys.getCertificate("a").getEncoded()),
        pem("PRIVATE KEY", keys.getKey("a", PASSWORD).getEncoded()));
  }

  private void write(String name, Instant changed) throws IOException {
    Pair pair = Objects.requireNonNull(PAIRS.get(name));
    Files.writeString(certificate, pair.certificate());
    Files.writeString(key, pair.key());
    Files.setLastModifiedTime(certificate, FileTime.from(changed));
    Files.setLastModifiedTime(key, FileTime.from(changed));
  }

  private static String pem(String type, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
  }

  private EtagereServer start() {
    return start(OptionalInt.empty());
  }

  private EtagereServer start(OptionalInt plainPort) {
    TlsConfig tls = new TlsConfig(certificate, key, Duration.ofDays(1));
    return EtagereServer.builder()
        .network(NetworkConfig.DEFAULT.withTls(Optional.of(tls)).withPlainPort(plainPort))
        .start();
  }

  /** What a handshake and a request gave. */
  private record Session(String protocol, String subject, String answer) {}

  private static Session get(EtagereServer server, String... protocols) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustsAll()}, null);
    int port = server.baseUri().getPort();
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.setEnabledProtocols(protocols);
      socket.startHandshake();
      String request = "GET /v1/notes HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      X509Certificate own = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return new Session(
          socket.getSession().getProtocol(),
          own.getSubjectX500Principal().getName(),
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    }
  }

  private static final class TrustsAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @ParameterizedTest
  @CsvSource({"RSA,TLSv1.2", "RSA,TLSv1.3", "EC,TLSv1.2", "EC,TLSv1.3"})
  void request_overEachKeyAndVersion_isAnswered(String algorithm, String protocol)
      throws Exception {
    write("one-" + algorithm, Instant.EPOCH);
    try (EtagereServer server = start()) {
      Session session = get(server, protocol);
      assertThat(server.baseUri().getScheme()).isEqualTo("https");
      assertThat(session.protocol()).isEqualTo(protocol);
      assertThat(session.answer())
          .startsWith("HTTP/1.1 200")
          .contains("Strict-Transport-Security: max-age=86400")
          .contains("{\"items\":[]");
    }
  }

  @Test
  void engines_speakTwoVersionsOnly() throws Exception {
    write("one-EC", Instant.EPOCH);
    assertThat(PemTls.of(certificate, key).getEnabledProtocols())
        .containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
  }

  @Test
  void files_changed_areUsedByTheNextConnection() throws Exception {
    write("one-EC", Instant.EPOCH);
    try (EtagereServer server = start()) {
      assertThat(get(server, "TLSv1.3").subject()).isEqualTo("CN=one-EC");
      write("two-RSA", Instant.EPOCH.plusSeconds(1));
      assertThat(get(server, "TLSv1.3").subject()).isEqualTo("CN=two-RSA");
      Files.writeString(certificate, "spoilt");
      assertThat(get(server, "TLSv1.3").subject()).isEqualTo("CN=two-RSA");
    }
  }

  @Test
  void plainHttp_onThePortOfTls_isNotAnswered() throws Exception {
    write("one-EC", Instant.EPOCH);
    try (EtagereServer server = start();
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.baseUri().getPort())) {
      plain.setSoTimeout(10_000);
      plain
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = plain.getInputStream().readAllBytes();
      assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain("HTTP/1.1");
    } catch (IOException reset) {
      assertThat(reset).isNotInstanceOf(SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA"})
  void key_ofAnotherForm_isRefusedWithTheRemedy(String text) throws Exception {
    write("one-EC", Instant.EPOCH);
    Files.writeString(key, text);
    assertThatThrownBy(() -> PemTls.of(certificate, key))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("openssl pkcs8");
  }

  @Test
  void key_ofAnotherCertificate_isRefused() throws Exception {
    write("one-EC", Instant.EPOCH);
    String other = Files.readString(key);
    write("two-RSA", Instant.EPOCH);
    Files.writeString(key, other);
    assertThatThrownBy(() -> PemTls.of(certificate, key)).hasMessageContaining("EC");
  }

  @Test
  void files_missing_areNamed() {
    assertThatThrownBy(() -> PemTls.of(certificate, key))
        .isInstanceOf(PemException.class)
        .hasMessageContaining("cert.pem");
  }

  @Test
  void certificate_missing_isRefused() throws Exception {
    write("one-EC", Instant.EPOCH);
    Files.writeString(certificate, "");
    assertThatThrownBy(() -> PemTls.of(certificate, key)).hasMessageContaining("no certificate");
  }

  private static String getWithoutTls(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void http_notAskedFor_isOnNoPort() throws Exception {
    write("one-EC", Instant.EPOCH);
    try (EtagereServer server = start()) {
      assertThat(server.plainPort()).isEmpty();
    }
  }

  @Test
  void http_askedFor_isOnAPortOfItsOwnAndAsStrict() throws Exception {
    write("one-EC", Instant.EPOCH);
    int port;
    try (EtagereServer server = start(OptionalInt.of(0))) {
      port = server.plainPort().orElseThrow();

      assertThat(get(server, "TLSv1.3").answer()).startsWith("HTTP/1.1 200");
      assertThat(
              getWithoutTls(port, "GET /v1/notes HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 200")
          .contains("{\"items\":[]")
          .doesNotContain("Strict-Transport-Security");
      assertThat(
              getWithoutTls(
                  port,
                  "PUT /v1/notes/a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n"
                      + "Transfer-Encoding: chunked\r\n\r\n{}"))
          .startsWith("HTTP/1.1 400");
    }
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void http_onAPortThatIsTaken_keepsTheServerFromStarting() throws Exception {
    write("one-EC", Instant.EPOCH);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      OptionalInt port = OptionalInt.of(taken.getLocalPort());

      assertThatThrownBy(() -> start(port))
          .hasMessageContaining("Cannot listen on 127.0.0.1 port " + taken.getLocalPort());
    }
  }
}
