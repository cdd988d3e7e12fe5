package dev.etagere.server.http.grizzly.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each handshake the certificate that is in the files now. Files that cannot be used are
 * logged, and the last usable ones stay: a renewal that went wrong must not stop the server.
 */
final class ReloadingKeys extends X509ExtendedKeyManager {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadingKeys.class);

  private final Path certificate;
  private final Path key;
  private final Map<String, PemFiles> byAlias = new ConcurrentHashMap<>();
  private Stamp stamp;
  private String alias;

  private record Stamp(FileTime certificate, FileTime key) {}

  ReloadingKeys(Path certificate, Path key) throws IOException {
    this.certificate = certificate;
    this.key = key;
    this.stamp = stamp();
    this.alias = "0";
    byAlias.put(alias, PemFiles.read(certificate, key));
  }

  private Stamp stamp() throws IOException {
    return new Stamp(Files.getLastModifiedTime(certificate), Files.getLastModifiedTime(key));
  }

  private synchronized String current() {
    try {
      Stamp now = stamp();
      if (!now.equals(stamp)) {
        // Before reading: what fails is tried again when the files change, not at each handshake.
        stamp = now;
        PemFiles read = PemFiles.read(certificate, key);
        String next = Integer.toString(Integer.parseInt(alias) + 1);
        byAlias.put(next, read);
        // Handshakes under way still ask for the one before.
        byAlias.keySet().removeIf(old -> !old.equals(alias) && !old.equals(next));
        alias = next;
        LOG.info("The certificate was read again from {}.", certificate);
      }
    } catch (IOException e) {
      LOG.error("The certificate cannot be read again; the last one stays in use.", e);
    }
    return alias;
  }

  @Override
  public String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    String now = current();
    return fits(keyType, now) ? now : NO_ALIAS;
  }

  /** The JDK asks for one type of key after the other; null is how it wants to hear no. */
  @SuppressWarnings("NullAway") // The JDK's interface is not annotated.
  private static final String NO_ALIAS = null;

  private boolean fits(String keyType, String now) {
    String has = Objects.requireNonNull(byAlias.get(now)).key().getAlgorithm();
    return has.equals(keyType) || (has.equals("RSA") && keyType.equals("RSASSA-PSS"));
  }

  @Override
  public X509Certificate[] getCertificateChain(String wanted) {
    return Objects.requireNonNull(byAlias.get(wanted))
        .certificates()
        .toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String wanted) {
    return Objects.requireNonNull(byAlias.get(wanted)).key();
  }

  @Override
  public String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return current();
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {current()};
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    throw new UnsupportedOperationException("this is a server");
  }

  @Override
  public String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    throw new UnsupportedOperationException("this is a server");
  }
}
