package dev.etagere.server.service;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Longs;
import dev.etagere.server.resource.ResourceId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Ids for resources that the server names: 48 bits of time in milliseconds and 80 random bits, as
 * 26 characters of base 32 in an alphabet that sorts. New ones come last, so that an index grows at
 * its end; nobody can guess one.
 */
final class ResourceIds {
  private static final BaseEncoding BASE32 = BaseEncoding.base32Hex().omitPadding();

  private final InstantSource clock;
  private final SecureRandom random;

  ResourceIds(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  ResourceId next() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    System.arraycopy(Longs.toByteArray(clock.millis()), 2, bytes, 0, 6);
    return new ResourceId(BASE32.encode(bytes).toLowerCase(Locale.ROOT));
  }
}
