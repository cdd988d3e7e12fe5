package dev.etagere.server.store.mongo.mirror;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.etagere.server.resource.Content;
import java.io.IOException;
import java.util.Optional;
import org.bson.BsonBinaryWriter;
import org.bson.RawBsonDocument;
import org.bson.io.BasicOutputBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The content once more as BSON, for queries, indexes and other readers. Etagere itself never reads
 * it: the content's bytes are the truth, and where BSON cannot carry them there is no mirror. See
 * {@code docs/decisions/0002-bson-mirror.md}.
 */
public final class BsonMirror {
  private static final Logger LOG = LoggerFactory.getLogger(BsonMirror.class);
  private static final JsonFactory JSON = new JsonFactory();

  private final MirrorDialect dialect;

  public BsonMirror(MirrorDialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Mirrors a content.
   *
   * @param content one JSON object, already checked
   * @param maxBytes how large the mirror may be
   * @return empty if it has no mirror: too large, too deep, or with something that BSON or this
   *     server cannot carry
   */
  public Optional<RawBsonDocument> of(Content content, int maxBytes) {
    try (JsonParser parser = JSON.createParser(content.bytes());
        BasicOutputBuffer buffer = new BasicOutputBuffer(content.size() + 64);
        BsonBinaryWriter bson = new BsonBinaryWriter(buffer)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new NotMirroredException("it is no JSON object");
      }
      new MirrorWriter(content.bytes(), parser, bson, dialect).writeObject();
      if (buffer.getPosition() > maxBytes) {
        throw new NotMirroredException("with it the document would be too large");
      }
      return Optional.of(new RawBsonDocument(buffer.toByteArray()));
    } catch (NotMirroredException e) {
      LOG.debug("{} is stored without its BSON mirror: {}", content, e.getMessage());
    } catch (IOException e) {
      // The parser's text quotes the content, which must not reach a log.
      LOG.debug("{} is stored without its BSON mirror: the parser refused it", content);
    }
    return Optional.empty();
  }
}
