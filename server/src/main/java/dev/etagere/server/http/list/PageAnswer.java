package dev.etagere.server.http.list;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.etagere.server.http.grizzly.exchange.Pieces;
import dev.etagere.server.precondition.EntityTag;
import dev.etagere.server.query.Count;
import dev.etagere.server.query.Entry;
import dev.etagere.server.query.Page;
import dev.etagere.server.query.PageQuery;
import dev.etagere.server.store.CallDeadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A page of a list as it is answered. Its weak entity tag changes with every item on it. */
final class PageAnswer {

  private final List<Entry> entries;
  private final @Nullable Count count;
  private final @Nullable String next;
  private final @Nullable String prev;

  PageAnswer(ListRequest request, PageQuery query, Page page, @Nullable Count count) {
    this.entries = page.entries();
    this.count = count;
    String beyondEnd =
        page.end() == null ? null : request.url(query.backwards() ? "before" : "after", page.end());
    String back = null;
    if (query.from() != null && !entries.isEmpty()) {
      Entry edge = entries.get(query.backwards() ? entries.size() - 1 : 0);
      back = request.url(query.backwards() ? "after" : "before", request.order().positionOf(edge));
    }
    this.next = query.backwards() ? back : beyondEnd;
    this.prev = query.backwards() ? beyondEnd : back;
  }

  EntityTag entityTag() {
    Hasher hasher = Hashing.sha256().newHasher();
    for (Entry entry : entries) {
      hasher
          .putString(entry.id().value(), StandardCharsets.US_ASCII)
          .putByte((byte) 0)
          .putLong(entry.version().number())
          .putLong(entry.version().incarnation());
    }
    hasher.putUnencodedChars(next + "\n" + prev);
    if (count != null) {
      hasher.putLong(count.number()).putBoolean(count.exact());
    }
    return new EntityTag(hasher.hash().toString().substring(0, 32), true);
  }

  /** The values of the Link field (RFC 8288); empty if no page is before or beyond. */
  String links() {
    List<String> links = new ArrayList<>();
    if (prev != null) {
      links.add("<" + prev + ">; rel=\"prev\"");
    }
    if (next != null) {
      links.add("<" + next + ">; rel=\"next\"");
    }
    return String.join(", ", links);
  }

  /** The page, of which the items are still to be read. */
  Pieces content(Items items) {
    items.follow(entries);
    PieceJson json = new PieceJson();
    AtomicBoolean begun = new AtomicBoolean();
    return out -> {
      // What has begun to be sent is not broken off for the time that the pieces before have taken.
      CallDeadline.restart();
      json.piece(
          out,
          generator -> {
            if (begun.compareAndSet(false, true)) {
              generator.writeStartObject();
              generator.writeArrayFieldStart("items");
            }
            if (items.hasNext()) {
              items.readSome(item -> items.write(item, json));
            }
            if (!items.hasNext()) {
              writeEnd(generator);
            }
          });
      return items.hasNext();
    };
  }

  private void writeEnd(JsonGenerator json) throws IOException {
    json.writeEndArray();
    if (count != null) {
      json.writeNumberField("count", count.number());
      json.writeStringField("countIs", count.exact() ? "exact" : "atLeast");
    }
    if (prev != null) {
      json.writeStringField("prev", prev);
    }
    if (next != null) {
      json.writeStringField("next", next);
    }
    json.writeEndObject();
  }
}
