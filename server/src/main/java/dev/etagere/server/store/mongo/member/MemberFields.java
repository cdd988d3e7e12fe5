package dev.etagere.server.store.mongo.member;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.query.MemberKeys;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.MemberPath;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/**
 * The sub-document {@code keys}, which holds the sort keys of the members that a collection is
 * listed by. Every write of a content sets it whole, so it always fits the content. It lacks what
 * its writer did not declare: that is filled in when a store is opened, and in {@linkplain
 * FillingRounds rounds}.
 */
public final class MemberFields {
  /** The name of the sub-document. */
  public static final String KEYS = "keys";

  private static final String ID = "_id";

  private final ImmutableList<MemberPath> members;
  private final MemberKeys keys;

  /** The keys of these members. */
  public MemberFields(List<MemberPath> members) {
    this.members = ImmutableList.copyOf(members);
    this.keys = new MemberKeys(this.members);
  }

  /** The members. */
  public ImmutableList<MemberPath> members() {
    return members;
  }

  /** Whether there are none, and no sub-document is kept. */
  public boolean isEmpty() {
    return members.isEmpty();
  }

  /** Whether the keys of a content can be told. */
  boolean canRead(Content content) {
    return keys.of(content).isPresent();
  }

  /** The sub-document for a content. */
  public BsonDocument of(Content content) {
    List<String> values = keys.of(content).orElseGet(keys::ofNothing);
    BsonDocument document = new BsonDocument();
    for (int i = 0; i < members.size(); i++) {
      document.append(name(members.get(i)), new BsonString(values.get(i)));
    }
    return document;
  }

  /** The name of a member's key within the sub-document: a dot would lead deeper. */
  static String name(MemberPath member) {
    return String.join("/", member.names());
  }

  /** The name by which queries and indexes reach the key of a field. */
  static String pathOf(QueryField field) {
    if (field instanceof QueryField.Member member) {
      return KEYS + "." + name(member.path());
    }
    return field == QueryField.Own.ID ? ID : field.label();
  }

  /** The index that serves a field. */
  public static BsonDocument indexOf(QueryField field) {
    BsonDocument index = new BsonDocument(pathOf(field), new BsonInt32(1));
    return field == QueryField.Own.ID ? index : index.append(ID, new BsonInt32(1));
  }

  /** The name of the index that serves a field. */
  public static String indexNameOf(QueryField field) {
    return field instanceof QueryField.Member
        ? "list_keys_" + field.label()
        : "list_" + field.label();
  }
}
