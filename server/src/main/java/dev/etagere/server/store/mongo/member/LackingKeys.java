package dev.etagere.server.store.mongo.member;

import com.mongodb.client.MongoCollection;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.store.CallComment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;

/**
 * Takes keys that documents lack from their contents: a server that does not declare a member
 * writes documents without its key. Nothing is written here; {@link FillingRounds} do that.
 */
final class LackingKeys {
  private final List<MemberPath> needed;
  private final MemberFields others;

  /**
   * Completes documents.
   *
   * @param needed whose keys they must have
   * @param walked the field whose index led to them
   */
  LackingKeys(List<MemberPath> needed, QueryField walked) {
    this.needed = needed;
    this.others =
        new MemberFields(
            needed.stream().filter(path -> !walked.equals(new QueryField.Member(path))).toList());
  }

  /** Gives keys to those that lack one. */
  void complete(List<BsonDocument> found, Supplier<MongoCollection<BsonDocument>> documents) {
    List<BsonDocument> lacking = found.stream().filter(this::isLacking).toList();
    if (lacking.isEmpty()) {
      return;
    }
    Map<BsonValue, BsonDocument> keys = read(lacking, documents.get());
    // What is gone by now stays in its place, for the walk counts. Its reader leaves it out.
    BsonDocument ofNothing = others.of(Content.wrap(new byte[0]));
    for (BsonDocument document : lacking) {
      BsonDocument completed = keys.getOrDefault(document.get("_id"), ofNothing).clone();
      // Keys of one content, except that the key by which it was found is where the walk is.
      if (document.isDocument(MemberFields.KEYS)) {
        document.getDocument(MemberFields.KEYS).forEach(completed::putIfAbsent);
      }
      document.put(MemberFields.KEYS, completed);
    }
  }

  private boolean isLacking(BsonDocument document) {
    BsonValue keys = document.get(MemberFields.KEYS);
    return !others.isEmpty()
        && (keys == null
            || (keys.isDocument()
                && !needed.stream()
                    .map(MemberFields::name)
                    .allMatch(keys.asDocument()::containsKey)));
  }

  private Map<BsonValue, BsonDocument> read(
      List<BsonDocument> lacking, MongoCollection<BsonDocument> documents) {
    BsonArray ids = new BsonArray();
    lacking.forEach(document -> ids.add(document.get("_id")));
    Map<BsonValue, BsonDocument> keys = new HashMap<>();
    for (BsonDocument document :
        documents
            .find(new BsonDocument("_id", new BsonDocument("$in", ids)))
            .projection(new BsonDocument("content", new BsonInt32(1)))
            .comment(CallComment.current())) {
      keys.put(document.get("_id"), others.of(Filling.content(document)));
    }
    return keys;
  }
}
