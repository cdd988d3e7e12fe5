package dev.etagere.server.store.mongo.member;

import com.google.common.collect.BoundType;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Range;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import dev.etagere.server.query.Entry;
import dev.etagere.server.query.QueryField;
import dev.etagere.server.query.walk.Span;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.Version;
import dev.etagere.server.store.CallComment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/** The command that reads a span of an index. The index is named, so that no other way is taken. */
public final class SpanQuery {
  /** More than these are not wanted at once, since a walk may stop at any of them. */
  private static final int BATCH = 1000;

  /** How many may be completed in vain because the walk ends before them. */
  private static final int AT_ONCE = 200;

  private final Span span;
  private final List<MemberPath> members;
  private final LackingKeys lacking;

  /**
   * Makes a command.
   *
   * @param fields whose keys the entries need
   */
  public SpanQuery(Span span, Set<QueryField> fields) {
    this.span = span;
    this.members =
        fields.stream()
            .filter(QueryField.Member.class::isInstance)
            .map(field -> ((QueryField.Member) field).path())
            .toList();
    this.lacking = new LackingKeys(members, span.field());
  }

  /** The command on a collection. */
  public FindIterable<BsonDocument> on(MongoCollection<BsonDocument> documents, int limit) {
    return documents
        .find(filter())
        .projection(projection())
        .sort(sort())
        .hint(MemberFields.indexOf(span.field()))
        .comment(CallComment.current())
        .limit(limit)
        .batchSize(Math.min(limit, BATCH));
  }

  BsonDocument filter() {
    String path = MemberFields.pathOf(span.field());
    Range<String> keys = span.keys();
    BsonDocument filter = new BsonDocument();
    if (keys.hasLowerBound()
        && keys.hasUpperBound()
        && keys.lowerEndpoint().equals(keys.upperEndpoint())) {
      filter.append(path, value(keys.lowerEndpoint()));
    } else {
      filter.append(path, bounds(keys));
    }
    ResourceId beyond = span.beyond();
    if (beyond != null) {
      String operator = span.descending() ? "$lt" : "$gt";
      filter.append("_id", new BsonDocument(operator, new BsonString(beyond.value())));
    }
    return filter.append("deletedAt", new BsonDocument("$exists", BsonBoolean.FALSE));
  }

  /** Always with a lower bound: what has no such key at all is not of this list. */
  private BsonDocument bounds(Range<String> keys) {
    BsonDocument bounds = new BsonDocument();
    if (keys.hasLowerBound()) {
      boolean closed = keys.lowerBoundType() == BoundType.CLOSED;
      bounds.append(closed ? "$gte" : "$gt", value(keys.lowerEndpoint()));
    } else {
      bounds.append("$gte", span.field().isTime() ? new BsonDateTime(0) : new BsonString(""));
    }
    if (keys.hasUpperBound()) {
      boolean closed = keys.upperBoundType() == BoundType.CLOSED;
      bounds.append(closed ? "$lte" : "$lt", value(keys.upperEndpoint()));
    }
    return bounds;
  }

  private BsonValue value(String key) {
    return span.field().isTime() ? new BsonDateTime(Long.parseLong(key)) : new BsonString(key);
  }

  private BsonDocument sort() {
    BsonInt32 direction = new BsonInt32(span.descending() ? -1 : 1);
    BsonDocument sort = new BsonDocument(MemberFields.pathOf(span.field()), direction);
    return span.field() == QueryField.Own.ID ? sort : sort.append("_id", direction);
  }

  private BsonDocument projection() {
    BsonInt32 shown = new BsonInt32(1);
    BsonDocument projection = new BsonDocument();
    for (String field : List.of("version", "incarnation", "createdAt", "modifiedAt")) {
      projection.append(field, shown);
    }
    return members.isEmpty() ? projection : projection.append(MemberFields.KEYS, shown);
  }

  /**
   * Takes some of what was found, one at least and no more than has come already. To those that
   * lack a key it is given, for one command more.
   *
   * @param documents asked for where some lack a key
   */
  public List<BsonDocument> next(
      MongoCursor<BsonDocument> found, Supplier<MongoCollection<BsonDocument>> documents) {
    List<BsonDocument> some = new ArrayList<>();
    do {
      some.add(found.next());
    } while (some.size() < AT_ONCE && found.available() > 0);
    lacking.complete(some, documents);
    return some;
  }

  /**
   * Reads what was found.
   *
   * @throws IllegalArgumentException or {@link org.bson.BsonInvalidOperationException} if it is not
   *     of the form that was written
   */
  public Entry entry(BsonDocument document) {
    ImmutableMap.Builder<MemberPath, String> keys = ImmutableMap.builder();
    for (MemberPath member : members) {
      String name = MemberFields.name(member);
      keys.put(member, document.getDocument(MemberFields.KEYS).getString(name).getValue());
    }
    return new Entry(
        new ResourceId(document.getString("_id").getValue()),
        new Version(
            document.getInt64("version").getValue(), document.getInt64("incarnation").getValue()),
        Instant.ofEpochMilli(document.getDateTime("createdAt").getValue()),
        Instant.ofEpochMilli(document.getDateTime("modifiedAt").getValue()),
        keys.buildOrThrow());
  }
}
