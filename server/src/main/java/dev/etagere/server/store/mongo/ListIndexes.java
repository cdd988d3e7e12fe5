package dev.etagere.server.store.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.store.StoreOpenException;
import dev.etagere.server.store.mongo.member.MemberFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * The indexes by which lists are read. {@code mongo-init/etagere.json} repeats those that every
 * collection has.
 */
final class ListIndexes {
  private ListIndexes() {}

  /**
   * Makes the indexes of a collection where they are missing. To make one takes as long as it
   * takes.
   *
   * @throws StoreOpenException if another index is in the place of one, or this user may not make
   *     it
   */
  static void ensure(MongoCollection<BsonDocument> collection, MemberFields members) {
    Set<BsonValue> present = new HashSet<>();
    for (BsonDocument index : collection.listIndexes(BsonDocument.class)) {
      present.add(index.get("key"));
    }
    List<QueryField> fields =
        new ArrayList<>(List.of(QueryField.Own.CREATED_AT, QueryField.Own.MODIFIED_AT));
    members.members().forEach(member -> fields.add(new QueryField.Member(member)));
    for (QueryField field : fields) {
      if (!present.contains(MemberFields.indexOf(field))) {
        create(collection, field);
      }
    }
  }

  private static void create(MongoCollection<BsonDocument> collection, QueryField field) {
    BsonDocument key = MemberFields.indexOf(field);
    String name = MemberFields.indexNameOf(field);
    try {
      collection
          .withTimeout(0, TimeUnit.MILLISECONDS)
          .createIndex(key, new IndexOptions().name(name));
    } catch (MongoCommandException e) {
      String where = collection.getNamespace().getCollectionName();
      switch (e.getCode()) {
        case ServerRefusal.INDEX_OPTIONS_CONFLICT, ServerRefusal.INDEX_KEY_SPECS_CONFLICT ->
            throw new StoreOpenException(
                "Collection '%s' has another index named '%s'. Drop it: Etagere makes its own, with the key %s."
                    .formatted(where, name, key.toJson()),
                e);
        case ServerRefusal.UNAUTHORIZED ->
            throw new StoreOpenException(
                "Collection '%s' lacks the index '%s' and this MongoDB user may not make it. Run the scripts of mongo-init for the collection, or as a user who may: db.getCollection('%s').createIndex(%s, {name: '%s'})."
                    .formatted(where, name, where, key.toJson(), name),
                e);
        default -> throw e;
      }
    }
  }
}
