package dev.etagere.server.http.list;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import dev.etagere.server.query.Position;
import dev.etagere.server.resource.ResourceId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A position in a list as a text that is good for nothing else. It begins with a check value over
 * the position and the list, so that one which was changed, or comes from another list, is told.
 * That guards against mistakes; a forged one shows nothing that its caller could not list anyway.
 *
 * @param list what tells the list from others
 * @param size of how many fields its order is
 */
record PageToken(String list, int size) {
  private static final BaseEncoding TEXT = BaseEncoding.base64Url().omitPadding();
  private static final int CHECK_BYTES = 12;

  /** No key has a line feed in it. */
  private static final char SEPARATOR = '\n';

  String of(Position position) {
    String keys = Joiner.on(SEPARATOR).join(position.keys());
    byte[] bytes = (keys + SEPARATOR + position.id().value()).getBytes(StandardCharsets.US_ASCII);
    byte[] token = Arrays.copyOf(check(bytes), CHECK_BYTES + bytes.length);
    System.arraycopy(bytes, 0, token, CHECK_BYTES, bytes.length);
    return TEXT.encode(token);
  }

  /** The position of a token, or empty if it is none of this list. */
  Optional<Position> read(String token) {
    byte[] bytes;
    try {
      bytes = TEXT.decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    // The last character has bits that are not used; only one form of them is ours.
    if (bytes.length <= CHECK_BYTES || !TEXT.encode(bytes).equals(token)) {
      return Optional.empty();
    }
    byte[] position = Arrays.copyOfRange(bytes, CHECK_BYTES, bytes.length);
    return Arrays.equals(Arrays.copyOf(bytes, CHECK_BYTES), check(position))
        ? position(new String(position, StandardCharsets.US_ASCII))
        : Optional.empty();
  }

  private Optional<Position> position(String text) {
    List<String> parts = Splitter.on(SEPARATOR).splitToList(text);
    return parts.size() == size + 1
        ? ResourceId.parse(parts.get(size))
            .map(id -> new Position(ImmutableList.copyOf(parts.subList(0, size)), id))
        : Optional.empty();
  }

  private byte[] check(byte[] position) {
    byte[] hash =
        Hashing.sha256()
            .newHasher()
            .putInt(list.length())
            .putUnencodedChars(list)
            .putBytes(position)
            .hash()
            .asBytes();
    return Arrays.copyOf(hash, CHECK_BYTES);
  }
}
