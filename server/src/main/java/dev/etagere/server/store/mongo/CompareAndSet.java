package dev.etagere.server.store.mongo;

import dev.etagere.server.ledger.LedgerChange;
import dev.etagere.server.resource.ChangeDigest;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.Mutation;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.mongo.member.MemberFields;
import java.time.Instant;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * A mutation as the two documents of one {@code updateOne}: everything that must hold is in the
 * filter, so that no other writer can come between the comparison and the change.
 *
 * @param filter matches the document in the expected version and state, or nothing. It is a plain
 *     document without {@code $and}: mongo-java-server scans the whole collection for the latter.
 * @param update what is set and unset
 */
record CompareAndSet(BsonDocument filter, BsonDocument update) {

  static CompareAndSet of(
      ResourceId id,
      Version expected,
      Mutation mutation,
      @Nullable LedgerChange ledger,
      DocumentFormat format,
      MemberFields members) {
    CompareAndSet change = of(id, expected, mutation, format, members);
    if (ledger != null) {
      LedgerFormat.add(ledger, change.filter, change.update);
    }
    return change;
  }

  /** Changes nothing but the ledger, in whichever state the document is. */
  static CompareAndSet of(ResourceId id, Version expected, LedgerChange ledger) {
    CompareAndSet change = new CompareAndSet(filter(id, expected), new BsonDocument());
    LedgerFormat.add(ledger, change.filter, change.update);
    return change;
  }

  private static CompareAndSet of(
      ResourceId id,
      Version expected,
      Mutation mutation,
      DocumentFormat format,
      MemberFields members) {
    if (mutation instanceof Mutation.Replace replace) {
      return replace(id, expected, replace, format, members);
    }
    if (mutation instanceof Mutation.Delete delete) {
      return delete(id, expected, delete);
    }
    return recreate(id, expected, (Mutation.Recreate) mutation, format, members);
  }

  private static CompareAndSet replace(
      ResourceId id,
      Version expected,
      Mutation.Replace replace,
      DocumentFormat format,
      MemberFields members) {
    BsonDocument filter =
        filter(id, expected, false)
            .append(
                Field.DIGEST, new BsonDocument("$ne", DocumentFormat.digest(replace.content())));
    BsonDocument unset = new BsonDocument();
    BsonDocument set =
        withContent(
            expected.next(), replace.content(), replace.madeBy(), replace.at(), format, unset);
    setKeys(replace.content(), members, set, unset);
    return new CompareAndSet(filter, update(set, unset));
  }

  private static CompareAndSet delete(ResourceId id, Version expected, Mutation.Delete delete) {
    BsonDocument set = new BsonDocument();
    DocumentFormat.putVersion(set, expected.next());
    set.append(Field.DELETED_AT, DocumentFormat.time(delete.at()))
        .append(Field.PURGE_AT, DocumentFormat.time(delete.purgeAt()));
    BsonDocument unset =
        names(
            Field.CONTENT,
            Field.DIGEST,
            Field.BODY,
            MemberFields.KEYS,
            Field.MADE_BY,
            Field.CREATED_AT,
            Field.MODIFIED_AT);
    return new CompareAndSet(filter(id, expected, false), update(set, unset));
  }

  private static CompareAndSet recreate(
      ResourceId id,
      Version expected,
      Mutation.Recreate recreate,
      DocumentFormat format,
      MemberFields members) {
    BsonDocument unset = names(Field.DELETED_AT, Field.PURGE_AT);
    BsonDocument set =
        withContent(
                expected.recreated(recreate.incarnation()),
                recreate.content(),
                recreate.madeBy(),
                recreate.at(),
                format,
                unset)
            .append(Field.CREATED_AT, DocumentFormat.time(recreate.at()));
    setKeys(recreate.content(), members, set, unset);
    return new CompareAndSet(filter(id, expected, true), update(set, unset));
  }

  /**
   * The version alone settles the state, since no pair of number and incarnation comes back. The
   * state is compared all the same, so that a mutation which a caller chose wrongly for it changes
   * nothing; and so is the form, lest this server overwrite half of a newer one's document.
   */
  private static BsonDocument filter(ResourceId id, Version expected, boolean deleted) {
    return filter(id, expected)
        .append(Field.DELETED_AT, new BsonDocument("$exists", BsonBoolean.valueOf(deleted)));
  }

  private static BsonDocument filter(ResourceId id, Version expected) {
    BsonDocument filter = new BsonDocument(Field.ID, new BsonString(id.value()));
    DocumentFormat.putVersion(filter, expected);
    return filter.append(Field.SCHEMA, new BsonDocument("$lte", DocumentFormat.SCHEMA_WITH_KEYS));
  }

  /** Keys of members that were declared before must not stay with a content that is not theirs. */
  private static void setKeys(
      Content content, MemberFields members, BsonDocument set, BsonDocument unset) {
    DocumentFormat.putKeys(set, content, members);
    if (members.isEmpty()) {
      unset.append(MemberFields.KEYS, BsonNull.VALUE);
    }
  }

  /** A content without a mirror must not keep the one of the content before it. */
  private static BsonDocument withContent(
      Version version,
      Content content,
      ChangeDigest madeBy,
      Instant at,
      DocumentFormat format,
      BsonDocument unset) {
    BsonDocument set = new BsonDocument();
    DocumentFormat.putVersion(set, version);
    format.putContent(set, content, madeBy, at);
    if (!set.containsKey(Field.BODY)) {
      unset.append(Field.BODY, BsonNull.VALUE);
    }
    return set;
  }

  private static BsonDocument names(String... fields) {
    BsonDocument names = new BsonDocument();
    for (String field : fields) {
      names.append(field, BsonNull.VALUE);
    }
    return names;
  }

  /** Older servers refuse an empty {@code $unset}. */
  private static BsonDocument update(BsonDocument set, BsonDocument unset) {
    BsonDocument update = new BsonDocument("$set", set);
    return unset.isEmpty() ? update : update.append("$unset", unset);
  }
}
