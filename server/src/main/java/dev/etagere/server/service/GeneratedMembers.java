package dev.etagere.server.service;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.BaseEncoding;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.GeneratedValue;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;

/** Makes the members that a collection leaves to the server. */
final class GeneratedMembers {
  private static final int RANDOM_BYTES = 32;
  private static final BaseEncoding BASE64 = BaseEncoding.base64Url().omitPadding();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final SecureRandom random;

  GeneratedMembers(SecureRandom random) {
    this.random = random;
  }

  /** A value for each, by its name. */
  ImmutableMap<String, String> make(CollectionPolicy policy, Instant now) {
    ImmutableMap.Builder<String, String> made = ImmutableMap.builder();
    for (Map.Entry<String, GeneratedValue> member : policy.generated().entrySet()) {
      made.put(member.getKey(), value(member.getValue(), now));
    }
    return made.buildOrThrow();
  }

  private String value(GeneratedValue kind, Instant now) {
    return switch (kind) {
      case RANDOM -> BASE64.encode(bytes(RANDOM_BYTES));
      case NOW -> TIME.format(now);
      case UUID -> uuid();
    };
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** RFC 9562 §5.4: version 4, variant 10. */
  private String uuid() {
    ByteBuffer bits = ByteBuffer.wrap(bytes(2 * Long.BYTES));
    long high = (bits.getLong() & ~0xf000L) | 0x4000L;
    long low = (bits.getLong() >>> 2) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
