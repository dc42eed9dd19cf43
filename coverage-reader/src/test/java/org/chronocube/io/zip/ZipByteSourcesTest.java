// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.ByteSources;
import org.chronocube.io.range.ContentChangedException;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.range.OpenedSource;
import org.chronocube.io.range.UriText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips written by the JDK, read entry by entry and compared with what was put in. */
class ZipByteSourcesTest {

  private static final int KEPT = 16 << 20;

  @TempDir Path temp;

  private final ByteSources sources = new ZipByteSources(FileByteSources.anywhere(), KEPT);

  /** What entries are made of. */
  enum Content {
    ZEROS {
      @Override
      byte[] bytes(int size) {
        return new byte[size];
      }
    },
    NOISE {
      @Override
      byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(5).nextBytes(bytes);
        return bytes;
      }
    },
    /** Runs of random lengths of few values: matches of all lengths and distances. */
    RUNS {
      @Override
      byte[] bytes(int size) {
        Random random = new Random(7);
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; ) {
          int n = Math.min(size - i, 1 + random.nextInt(400));
          if (i > 40_000 && random.nextBoolean()) {
            System.arraycopy(bytes, i - 300 - random.nextInt(32_000), bytes, i, Math.min(n, 300));
          } else {
            Arrays.fill(bytes, i, i + n, (byte) random.nextInt(6));
          }
          i += n;
        }
        return bytes;
      }
    };

    abstract byte[] bytes(int size);
  }

  private Path zip(int level, Map<String, byte[]> entries) throws IOException {
    Path file = temp.resolve("a b.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Math.max(0, level));
      for (var entry : entries.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey());
        if (level < 0) {
          CRC32 crc = new CRC32();
          crc.update(entry.getValue());
          header.setMethod(ZipEntry.STORED);
          header.setSize(entry.getValue().length);
          header.setCrc(crc.getValue());
        }
        zip.putNextEntry(header);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
      zip.setComment("a comment, PK\5\6 in it");
    }
    return file;
  }

  private static URI entry(Path zip, String name) {
    return URI.create("jar:" + zip.toUri() + "!/" + name);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static List<ByteRange> randomRanges(int size, int count) {
    Random random = new Random(11);
    List<ByteRange> ranges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = random.nextInt(Math.min(size, 1 << random.nextInt(20)) + 1);
      ranges.add(new ByteRange(random.nextInt(size - length + 1), length));
    }
    return ranges;
  }

  /** Level -1 is stored, 0 deflated without compression. */
  @ParameterizedTest
  @CsvSource({
    "-1, NOISE",
    "0, NOISE",
    "1, RUNS",
    "6, NOISE",
    "6, RUNS",
    "6, ZEROS",
    "9, RUNS",
    "9, ZEROS"
  })
  void gives_the_bytes_that_were_put_in(int level, Content content) throws IOException {
    byte[] whole = content.bytes(5_000_000);
    Path file = zip(level, Map.of("folder/ü x.bin", whole, "empty", new byte[0]));
    OpenedSource opened = sources.open(entry(file, "folder/%C3%BC%20x.bin"));
    assertThat(opened.source().size()).isEqualTo(whole.length);
    assertThat(bytes(opened.head())).isEqualTo(Arrays.copyOf(whole, ByteSources.HEAD_BYTES));

    for (ByteRange range : randomRanges(whole.length, 60)) {
      assertThat(bytes(opened.source().read(range)))
          .isEqualTo(Arrays.copyOfRange(whole, (int) range.offset(), (int) range.end()));
    }
    List<ByteRange> ranges = randomRanges(whole.length, 40);
    List<ByteBuffer> parts = opened.source().read(ranges);
    for (int i = 0; i < parts.size(); i++) {
      ByteRange range = ranges.get(i);
      assertThat(bytes(parts.get(i)))
          .isEqualTo(Arrays.copyOfRange(whole, (int) range.offset(), (int) range.end()));
    }
    assertThat(bytes(opened.source().read(new ByteRange(0, whole.length)))).isEqualTo(whole);
    assertThat(sources.open(entry(file, "empty")).source().size()).isZero();
  }

  @Test
  void a_read_in_the_middle_inflates_only_the_pieces_it_needs() throws IOException {
    byte[] whole = Content.NOISE.bytes(8_000_000);
    Path file = zip(6, Map.of("x", whole));
    CountingSources counting = new CountingSources();
    ByteSource source = new ZipByteSources(counting, 4 << 20).open(entry(file, "x")).source();
    source.read(new ByteRange(7_999_000, 1000));
    counting.read = 0;
    source.read(new ByteRange(3_500_000, 100));
    // Two pieces of about 1 MiB when it lies at a border, and noise does not get smaller.
    assertThat(counting.read).isBetween(1_000_000L, 2_200_000L);
  }

  private static final class CountingSources implements ByteSources {
    private long read;

    @Override
    public OpenedSource open(URI uri) throws IOException {
      OpenedSource opened = FileByteSources.anywhere().open(uri);
      return new OpenedSource(new Counted(opened.source(), this), opened.head());
    }
  }

  private record Counted(ByteSource source, CountingSources total) implements ByteSource {
    @Override
    public org.chronocube.io.range.ContentId id() {
      return source.id();
    }

    @Override
    public List<ByteBuffer> read(List<ByteRange> ranges) throws IOException {
      ranges.forEach(r -> total.read += r.length());
      return source.read(ranges);
    }

    @Override
    public boolean isCurrent() {
      return source.isCurrent();
    }
  }

  @Test
  void many_threads_get_the_same_bytes() throws Exception {
    byte[] whole = Content.RUNS.bytes(6_000_000);
    ByteSource source = sources.open(entry(zip(6, Map.of("x", whole)), "x")).source();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (ByteRange range : randomRanges(whole.length, 80)) {
        tasks.add(
            () ->
                Arrays.equals(
                    bytes(source.read(range)),
                    Arrays.copyOfRange(whole, (int) range.offset(), (int) range.end())));
      }
      for (Future<Boolean> result : threads.invokeAll(tasks)) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void the_uris_of_the_jdks_zip_file_system_open() throws IOException {
    Path file =
        zip(6, Map.of("S2 #1.SAFE/b+c%.jp2", new byte[] {1, 2, 3}, "é?.txt", new byte[] {4}));
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      URI first = zip.getPath("/S2 #1.SAFE/b+c%.jp2").toUri();
      assertThat(bytes(sources.open(first).head())).containsExactly(1, 2, 3);
      assertThat(bytes(sources.open(zip.getPath("/é?.txt").toUri()).head())).containsExactly(4);
    }
  }

  @Test
  void files_beside_an_entry_are_found() throws IOException {
    Path file = zip(6, Map.of("a.tif", new byte[] {1}, "a.tif.msk", new byte[] {2}));
    ByteSource source = sources.open(entry(file, "a.tif")).source();
    assertThat(bytes(source.sibling(".msk").orElseThrow().head())).containsExactly(2);
    assertThat(source.sibling(".ovr")).isEmpty();
  }

  @Test
  void a_new_archive_is_another_content() throws IOException {
    Path file = zip(6, Map.of("a", Content.RUNS.bytes(100_000)));
    ByteSource source = sources.open(entry(file, "a")).source();
    assertThat(source.isCurrent()).isTrue();
    zip(6, Map.of("a", Content.RUNS.bytes(90_000)));
    assertThat(source.isCurrent()).isFalse();
    assertThatThrownBy(() -> source.read(new ByteRange(50_000, 10)))
        .isInstanceOf(ContentChangedException.class);
    ByteSource again = sources.open(entry(file, "a")).source();
    assertThat(again.id()).isNotEqualTo(source.id());
    assertThat(again.size()).isEqualTo(90_000);
  }

  @Test
  void more_entries_than_16_bits_count() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    IntStream.range(0, 66_000).forEach(i -> entries.put("f" + i, new byte[] {(byte) i}));
    Path file = zip(-1, entries);
    assertThat(bytes(sources.open(entry(file, "f65999")).head())).containsExactly((byte) 65_999);
  }

  @Test
  void sizes_and_offsets_of_64_bits() throws IOException {
    byte[] content = "sixty-four".getBytes(StandardCharsets.US_ASCII);
    Path file = temp.resolve("64.zip");
    Files.write(file, Zip64.of("entry", content));
    assertThat(bytes(sources.open(entry(file, "entry")).head())).isEqualTo(content);
  }

  @Test
  void what_is_not_there_or_no_zip() throws IOException {
    Path file = zip(6, Map.of("a", new byte[100]));
    assertThatThrownBy(() -> sources.open(entry(file, "b")))
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> sources.open(entry(temp.resolve("none.zip"), "b")))
        .isInstanceOf(FileNotFoundException.class);
    Path text = Files.writeString(temp.resolve("text.zip"), "x".repeat(1000));
    assertThatThrownBy(() -> sources.open(entry(text, "b")))
        .hasMessage("it is no zip: its directory was not found");
    assertThatThrownBy(() -> sources.open(URI.create("jar:jar:file:/a.zip!/b.zip!/c")))
        .hasMessageContaining("an archive that is no entry");
    ByteSource source = sources.open(entry(file, "a")).source();
    assertThatThrownBy(() -> source.read(new ByteRange(90, 11))).isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {99, 101})
  void a_size_that_is_not_true_is_told(int claimed) throws IOException {
    byte[] zip = Files.readAllBytes(zip(6, Map.of("a", new byte[100])));
    int directory = indexOf(zip, "PK\1\2");
    ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 24, claimed);
    Path file = Files.write(temp.resolve("lie.zip"), zip);
    assertThatThrownBy(() -> sources.open(entry(file, "a")))
        .hasMessageContaining("must have the " + claimed + " bytes that its directory says");
  }

  @Test
  void bombs_and_what_cannot_be_read_are_refused() throws IOException {
    byte[] zip = Files.readAllBytes(zip(6, Map.of("a", new byte[1000])));
    int directory = indexOf(zip, "PK\1\2");
    assertRefused(zip, directory + 24, 0x7fffffff, "claims to");
    assertRefused(zip, directory + 16, 0x12345678, "checksum");
    assertRefused(zip, directory + 8, 20 | 1, "encrypted");
    assertRefused(zip, directory + 10, 9, "0 (stored) or 8 (deflated), was 9");
    assertRefused(zip, directory + 42, 1, "is not where its directory says");
  }

  private void assertRefused(byte[] zip, int at, int value, String message) throws IOException {
    byte[] changed = zip.clone();
    ByteBuffer target = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    if (value < 0x10000) {
      target.putShort(at, (short) value);
    } else {
      target.putInt(at, value);
    }
    Path file = Files.write(temp.resolve("odd.zip"), changed);
    assertThatThrownBy(
            () -> new ZipByteSources(FileByteSources.anywhere(), KEPT).open(entry(file, "a")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @EnumSource(Content.class)
  void broken_bytes_are_errors_of_reading(Content content) throws IOException {
    byte[] zip = Files.readAllBytes(zip(6, Map.of("a", content.bytes(20_000))));
    Random random = new Random(3);
    Path file = temp.resolve("fuzz.zip");
    for (int i = 0; i < 400; i++) {
      byte[] changed = zip.clone();
      for (int k = 0; k <= random.nextInt(3); k++) {
        changed[random.nextInt(zip.length)] = (byte) random.nextInt();
      }
      Files.write(file, Arrays.copyOf(changed, zip.length - random.nextInt(2)));
      try {
        new ZipByteSources(FileByteSources.anywhere(), KEPT)
            .open(entry(file, "a"))
            .source()
            .read(new ByteRange(0, 20_000));
      } catch (IOException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void messages_show_no_query_of_the_archive() {
    URI uri = URI.create("jar:https://u:p@host/a.zip?sig=secret!/b.tif");
    assertThat(UriText.of(uri)).isEqualTo("jar:https://host/a.zip?…!/b.tif");
  }

  private static int indexOf(byte[] bytes, String what) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(what);
  }
}
