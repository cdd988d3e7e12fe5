package dev.etagere.client.cache;

import java.net.URI;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the representations that were used last, within a number of bytes. It answers nothing by
 * itself: each is revalidated with the server (RFC 9111 §4.3), so none is ever stale. Safe for use
 * by several threads.
 */
public final class RepresentationCache {
  /** What an entry costs beside its content: a guess that keeps many small ones bounded too. */
  private static final long OVERHEAD = 400;

  private final long limit;
  private final Map<URI, Representation> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long size;

  /** Holds at most that many bytes; 0 holds nothing. */
  public RepresentationCache(long maxBytes) {
    this.limit = maxBytes;
  }

  /** What was kept last for this URI. */
  public synchronized Optional<Representation> find(URI uri) {
    return Optional.ofNullable(entries.get(uri));
  }

  /** Keeps it in place of what was there, and lets go of what was not used for longest. */
  public synchronized void keep(URI uri, Representation representation) {
    forget(uri);
    if (cost(representation) > limit) {
      return;
    }
    entries.put(uri, representation);
    size += cost(representation);
    Iterator<Representation> eldest = entries.values().iterator();
    while (size > limit) {
      size -= cost(eldest.next());
      eldest.remove();
    }
  }

  /** Holds nothing for this URI any more. */
  public synchronized void forget(URI uri) {
    Representation removed = entries.remove(uri);
    if (removed != null) {
      size -= cost(removed);
    }
  }

  private static long cost(Representation representation) {
    return representation.content().length + OVERHEAD;
  }
}
