package dev.etagere.server.http.describe.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hashing;
import dev.etagere.server.http.describe.Tree;
import dev.etagere.server.precondition.EntityTag;
import java.io.IOException;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** How the document is written. */
enum Form {
  /** JSON. */
  JSON("application/json") {
    @Override
    byte[] bytes(Map<String, Object> document) {
      return Tree.json(document);
    }
  },

  /** YAML (RFC 9512). */
  YAML("application/yaml") {
    @Override
    byte[] bytes(Map<String, Object> document) {
      DumpSettings settings =
          DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setSplitLines(false).build();
      try {
        // Read anew, so that no part is the same object as another: those would become aliases.
        Object tree = new ObjectMapper().readValue(Tree.json(document), Object.class);
        return new Dump(settings).dumpToString(tree).getBytes(UTF_8);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("what was written as JSON can be read", e);
      } catch (IOException e) {
        throw new IllegalStateException("an array can be read", e);
      }
    }
  };

  private final String mediaType;

  Form(String mediaType) {
    this.mediaType = mediaType;
  }

  /** Its media type. */
  String mediaType() {
    return mediaType;
  }

  /** The document in this form. */
  abstract byte[] bytes(Map<String, Object> document);

  /** A document as it is sent. */
  Written write(Map<String, Object> document) {
    byte[] bytes = bytes(document);
    String tag = Hashing.sha256().hashBytes(bytes).toString().substring(0, 32);
    return new Written(bytes, new EntityTag(tag, false));
  }

  /**
   * What is sent.
   *
   * @param bytes not to be changed
   * @param tag changes with the bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // Held for the next caller, compared by nobody.
  record Written(byte[] bytes, EntityTag tag) {}
}
