package dev.etagere.server.http.grizzly.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/** TLS 1.2 and 1.3 with a certificate from PEM files, which are read again when they change. */
public final class PemTls {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private PemTls() {}

  /**
   * Reads the files.
   *
   * @param certificate the server's certificate, then those of its issuers
   * @param key its private key, PKCS #8, not encrypted
   * @throws PemException if they cannot be used; the message says why, and what to do
   */
  public static SSLEngineConfigurator of(Path certificate, Path key) throws PemException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new ReloadingKeys(certificate, key)}, null, null);
      SSLEngineConfigurator engines = new SSLEngineConfigurator(context, false, false, false);
      engines.setEnabledProtocols(PROTOCOLS);
      return engines;
    } catch (PemException e) {
      throw e;
    } catch (IOException e) {
      throw new PemException(
          "A file of tls.certificate or tls.key cannot be read: %s. Name one that this user may read."
              .formatted(e.getMessage()),
          e);
    } catch (GeneralSecurityException e) {
      throw new PemException("TLS cannot be set up: " + e.getMessage() + ".", e);
    }
  }
}
