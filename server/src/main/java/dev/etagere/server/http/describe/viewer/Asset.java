package dev.etagere.server.http.describe.viewer;

import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import com.google.common.io.Resources;
import dev.etagere.server.precondition.EntityTag;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Properties;

/**
 * A file of the viewer.
 *
 * @param mediaType what it is
 * @param content its bytes, read from the jar whenever they are sent: the largest has 1.7 MB
 * @param tag changes with the bytes
 */
record Asset(MediaType mediaType, ByteSource content, EntityTag tag) {
  private static final String PROJECT = "org.webjars/swagger-ui";

  /** A file of ours, beside this class. */
  static Asset own(MediaType mediaType, String name) {
    ByteSource content = Resources.asByteSource(Resources.getResource(Asset.class, name));
    try {
      String hash = content.hash(Hashing.sha256()).toString().substring(0, 32);
      return new Asset(mediaType, content, new EntityTag(hash, false));
    } catch (IOException e) {
      throw new UncheckedIOException("a file of the viewer cannot be read", e);
    }
  }

  /** A file of Swagger UI, in its jar, and not read before it is asked for. */
  static Asset ofViewer(MediaType mediaType, String name) {
    String version = version();
    URL file =
        Resources.getResource("META-INF/resources/webjars/swagger-ui/" + version + "/" + name);
    return new Asset(mediaType, Resources.asByteSource(file), new EntityTag(version, false));
  }

  /** The jar says it itself, so that it stands in one place: the build. */
  private static String version() {
    URL file = Resources.getResource("META-INF/maven/" + PROJECT + "/pom.properties");
    Properties properties = new Properties();
    try (InputStream in = Resources.asByteSource(file).openStream()) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the jar of the viewer cannot be read", e);
    }
    return properties.getProperty("version");
  }
}
