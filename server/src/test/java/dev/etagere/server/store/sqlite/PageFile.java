package dev.etagere.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import dev.etagere.server.store.sqlite.folder.StoreFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The pages of a closed database, to be damaged as a disk would. */
record PageFile(Path file) {
  /** The kinds of pages that hold entries, by their first byte. */
  enum Kind {
    INDEX_LEAF(0x0a),
    TABLE_LEAF(0x0d);

    private final int flag;

    Kind(int flag) {
      this.flag = flag;
    }
  }

  static PageFile of(Path folder) {
    return new PageFile(new StoreFolder(folder).database());
  }

  /** Flips the last bit of a text that stands on a page of this kind. */
  void flip(Kind kind, String text) throws IOException {
    byte[] bytes = read();
    int at = find(bytes, kind, text);
    bytes[at + text.length() - 1] ^= 1;
    Files.write(file, bytes);
  }

  /** Takes the last entry off the page that holds this text, which must be that entry's. */
  void dropLastEntry(Kind kind, String text) throws IOException {
    byte[] bytes = read();
    int page = find(bytes, kind, text) / StoreFolder.PAGE_SIZE * StoreFolder.PAGE_SIZE;
    ByteBuffer header = ByteBuffer.wrap(bytes);
    short entries = header.getShort(page + 3);
    assertThat(entries).isGreaterThan((short) 1);
    header.putShort(page + 3, (short) (entries - 1));
    Files.write(file, bytes);
  }

  /** Zeroes the page that holds this text. */
  void zero(Kind kind, String text) throws IOException {
    byte[] bytes = read();
    int page = find(bytes, kind, text) / StoreFolder.PAGE_SIZE * StoreFolder.PAGE_SIZE;
    Arrays.fill(bytes, page, page + StoreFolder.PAGE_SIZE, (byte) 0);
    Files.write(file, bytes);
  }

  byte[] read() throws IOException {
    return Files.readAllBytes(file);
  }

  private static int find(byte[] bytes, Kind kind, String text) {
    byte[] sought = text.getBytes(StandardCharsets.US_ASCII);
    // The first page is that of the schema, and has the file's header in front.
    return IntStream.range(1, bytes.length / StoreFolder.PAGE_SIZE)
        .map(number -> number * StoreFolder.PAGE_SIZE)
        .filter(page -> bytes[page] == kind.flag)
        .map(page -> offset(bytes, page, sought))
        .filter(at -> at >= 0)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " holds " + text));
  }

  private static int offset(byte[] bytes, int page, byte[] sought) {
    int at = Bytes.indexOf(Arrays.copyOfRange(bytes, page, page + StoreFolder.PAGE_SIZE), sought);
    return at < 0 ? -1 : page + at;
  }
}
