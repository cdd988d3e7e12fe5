package dev.etagere.server.auth.jwt;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A JSON Web Key Set in a file, read again when the file has changed. */
final class KeySetFile implements JWKSource<SecurityContext> {
  private static final Logger LOG = LoggerFactory.getLogger(KeySetFile.class);

  private final Path file;
  private @Nullable JWKSet keys;
  private @Nullable FileTime readAt;

  KeySetFile(Path file) {
    this.file = file;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    return selector.select(keys());
  }

  private synchronized JWKSet keys() throws KeySourceException {
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      if (keys == null || !changed.equals(readAt)) {
        keys = JWKSet.load(file.toFile());
        readAt = changed;
      }
    } catch (IOException | ParseException e) {
      if (keys == null) {
        throw new KeySourceException("The key set " + file + " cannot be read.", e);
      }
      LOG.warn("The key set {} cannot be read; the keys read before stay in use.", file, e);
    }
    return keys;
  }
}
