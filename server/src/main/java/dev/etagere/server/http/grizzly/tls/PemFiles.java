package dev.etagere.server.http.grizzly.tls;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate chain and its private key.
 *
 * @param certificates the server's own first
 * @param key of the first certificate
 */
record PemFiles(ImmutableList<X509Certificate> certificates, PrivateKey key) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END");

  /**
   * Reads both files.
   *
   * @throws IOException if one cannot be read, or is not what it should be; the message has a
   *     remedy
   */
  static PemFiles read(Path certificate, Path key) throws IOException {
    ImmutableList<X509Certificate> chain = chain(certificate);
    PrivateKey privateKey = key(key);
    if (!privateKey.getAlgorithm().equals(algorithm(chain.get(0)))) {
      throw new PemException(
          "The key in %s is for %s, the certificate in %s for %s. Give the key of this certificate."
              .formatted(key, privateKey.getAlgorithm(), certificate, algorithm(chain.get(0))),
          null);
    }
    return new PemFiles(chain, privateKey);
  }

  private static String algorithm(X509Certificate certificate) {
    return certificate.getPublicKey().getAlgorithm();
  }

  private static ImmutableList<X509Certificate> chain(Path file) throws IOException {
    try {
      ImmutableList<X509Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
              .stream()
              .map(X509Certificate.class::cast)
              .collect(ImmutableList.toImmutableList());
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (GeneralSecurityException e) {
      throw new PemException("%s holds no certificate that can be read: %s".formatted(file, e), e);
    }
    throw new PemException(
        "%s holds no certificate. Give a PEM file with the server's certificate first, then those of its issuers."
            .formatted(file),
        null);
  }

  private static PrivateKey key(Path file) throws IOException {
    Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (!pem.find() || !pem.group(1).isEmpty()) {
      throw new PemException(
          "%s holds no unencrypted PKCS #8 key. Make one: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW"
              .formatted(file),
          null);
    }
    PKCS8EncodedKeySpec spec;
    try {
      spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(2)));
    } catch (IllegalArgumentException e) {
      throw new PemException("The key in %s is no Base64.".formatted(file), e);
    }
    for (String algorithm : new String[] {"RSA", "EC", "EdDSA"}) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        // Another algorithm's; the next one is tried.
      } catch (GeneralSecurityException e) {
        throw new PemException("This Java does not know " + algorithm + " keys.", e);
      }
    }
    throw new PemException("The key in %s is neither RSA nor EC nor EdDSA.".formatted(file), null);
  }
}
