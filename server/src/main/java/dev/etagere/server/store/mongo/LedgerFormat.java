package dev.etagere.server.store.mongo;

import com.google.common.hash.HashCode;
import dev.etagere.server.ledger.Fingerprint;
import dev.etagere.server.ledger.KeyHash;
import dev.etagere.server.ledger.Ledger;
import dev.etagere.server.ledger.LedgerChange;
import dev.etagere.server.ledger.LedgerEntries;
import dev.etagere.server.ledger.LedgerEntry;
import dev.etagere.server.resource.Version;
import java.time.Instant;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * How a ledger is written within its resource's document: {@code origin}, {@code ledger} and {@code
 * ledgerWrites}, of which those that would be empty are missing.
 */
final class LedgerFormat {
  private static final String KEY = "key";
  private static final String METHOD = "method";
  private static final String PRECONDITIONS = "preconditions";
  private static final String MEDIA_TYPE = "mediaType";
  private static final String CONTENT = "content";
  private static final String RESULT = "result";
  private static final String AT = "at";

  private LedgerFormat() {}

  /** Puts the ledger of a resource that is stored for the first time. */
  static void put(BsonDocument document, Ledger ledger) {
    if (ledger.writes() == 0) {
      return;
    }
    document.append(Field.LEDGER_WRITES, new BsonInt64(ledger.writes()));
    LedgerEntry origin = ledger.origin();
    if (origin != null) {
      document.append(Field.ORIGIN, write(origin));
    }
    if (!ledger.recent().isEmpty()) {
      document.append(Field.LEDGER, write(ledger.recent()));
    }
  }

  /** Adds what must hold of the ledger to a filter, and what becomes of it to an update. */
  static void add(LedgerChange change, BsonDocument filter, BsonDocument update) {
    Ledger before = change.before();
    Ledger after = change.after();
    filter.append(
        Field.LEDGER_WRITES,
        before.writes() == 0
            ? new BsonDocument("$exists", BsonBoolean.FALSE)
            : new BsonInt64(before.writes()));
    BsonDocument set = operator(update, "$set");
    set.append(Field.LEDGER_WRITES, new BsonInt64(after.writes()));
    if (isAppended(before, after)) {
      // Not the whole array, which may be long, as long as none falls out of it.
      BsonValue added = write(after.recent().get(after.recent().size() - 1));
      update.append("$push", new BsonDocument(Field.LEDGER, added));
      return;
    }
    set.append(Field.LEDGER, write(after.recent()));
    LedgerEntry origin = after.origin();
    if (origin != null) {
      set.append(Field.ORIGIN, write(origin));
    } else if (before.origin() != null) {
      operator(update, "$unset").append(Field.ORIGIN, BsonNull.VALUE);
    }
  }

  private static BsonDocument operator(BsonDocument update, String name) {
    if (!update.containsKey(name)) {
      update.append(name, new BsonDocument());
    }
    return update.getDocument(name);
  }

  private static boolean isAppended(Ledger before, Ledger after) {
    int size = before.recent().size();
    LedgerEntry origin = before.origin();
    return after.recent().size() == size + 1
        && after.recent().startWith(before.recent())
        && (origin == null ? after.origin() == null : origin.equals(after.origin()));
  }

  private static BsonArray write(List<LedgerEntry> entries) {
    return new BsonArray(entries.stream().map(LedgerFormat::write).toList());
  }

  private static BsonDocument write(LedgerEntry entry) {
    Fingerprint asked = entry.fingerprint();
    BsonDocument document =
        new BsonDocument(KEY, binary(entry.key().value()))
            .append(METHOD, new BsonInt32(asked.method().code()))
            .append(PRECONDITIONS, new BsonInt64(asked.preconditions()))
            .append(MEDIA_TYPE, new BsonInt32(asked.mediaType()))
            .append(CONTENT, binary(asked.content()))
            .append(RESULT, new BsonInt32(entry.result().code()));
    DocumentFormat.putVersion(document, entry.version());
    return document
        .append(Field.MODIFIED_AT, DocumentFormat.time(entry.modifiedAt()))
        .append(AT, DocumentFormat.time(entry.at()));
  }

  /**
   * Reads the ledger of a document.
   *
   * @throws org.bson.BsonInvalidOperationException if a member is missing or of another type
   * @throws IllegalArgumentException if one has an impossible value
   */
  static Ledger read(BsonDocument document) {
    BsonInt64 writes = document.getInt64(Field.LEDGER_WRITES, new BsonInt64(0));
    @Nullable LedgerEntry origin =
        document.containsKey(Field.ORIGIN) ? entry(document.getDocument(Field.ORIGIN)) : null;
    LedgerEntries recent =
        LedgerEntries.copyOf(
            document.getArray(Field.LEDGER, new BsonArray()).stream()
                .map(value -> entry(value.asDocument()))
                .toList());
    return new Ledger(origin, recent, writes.getValue());
  }

  private static LedgerEntry entry(BsonDocument document) {
    return new LedgerEntry(
        new KeyHash(hash(document.getBinary(KEY))),
        new Fingerprint(
            Fingerprint.Method.ofCode(document.getInt32(METHOD).getValue()),
            document.getInt64(PRECONDITIONS).getValue(),
            document.getInt32(MEDIA_TYPE).getValue(),
            hash(document.getBinary(CONTENT))),
        LedgerEntry.Result.ofCode(document.getInt32(RESULT).getValue()),
        new Version(
            document.getInt64(Field.VERSION).getValue(),
            document.getInt64(Field.INCARNATION).getValue()),
        time(document.getDateTime(Field.MODIFIED_AT)),
        time(document.getDateTime(AT)));
  }

  private static BsonBinary binary(HashCode hash) {
    return new BsonBinary(hash.asBytes());
  }

  private static HashCode hash(BsonBinary binary) {
    return HashCode.fromBytes(binary.getData());
  }

  private static Instant time(BsonDateTime time) {
    return Instant.ofEpochMilli(time.getValue());
  }
}
