// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.ByteSources;
import org.chronocube.io.range.ContentChangedException;
import org.chronocube.io.range.OpenedSource;
import org.chronocube.io.range.RangeServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds wherever a file lies: the same bytes, the same errors, changes are noticed. */
abstract class ByteSourcesContract {

  private static final int SIZE = 2_500_000;

  /** Somewhere a file can lie. */
  interface Place extends AutoCloseable {
    ByteSources sources();

    /** Puts the file there, or another one in its place. */
    URI put(byte[] content) throws Exception;

    /** The URI of a file that is not there. */
    URI missing();

    @Override
    default void close() throws Exception {}
  }

  private Place place;

  abstract Place place() throws Exception;

  @BeforeEach
  void open() throws Exception {
    place = place();
  }

  @AfterEach
  void close() throws Exception {
    place.close();
  }

  /** Half noise, half text, so that zips have something to do. */
  static byte[] content(int seed) {
    byte[] content = new byte[SIZE];
    Random random = new Random(seed);
    random.nextBytes(content);
    for (int i = SIZE / 2; i < SIZE; i++) {
      content[i] = (byte) ("chronocube".charAt(i % 10) + (random.nextInt(20) == 0 ? 1 : 0));
    }
    return content;
  }

  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  @Test
  void opening_brings_size_and_head() throws Exception {
    byte[] content = content(1);
    OpenedSource opened = place.sources().open(place.put(content));
    assertThat(opened.source().size()).isEqualTo(SIZE);
    assertThat(bytes(opened.head())).isEqualTo(Arrays.copyOf(content, ByteSources.HEAD_BYTES));
  }

  @Test
  void any_ranges_are_the_bytes_of_the_file() throws Exception {
    byte[] content = content(1);
    ByteSource source = place.sources().open(place.put(content)).source();
    Random random = new Random(2);
    for (int round = 0; round < 6; round++) {
      List<ByteRange> ranges = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        int length = 1 + random.nextInt(1 << random.nextInt(19));
        ranges.add(new ByteRange(random.nextInt(SIZE - length), length));
      }
      List<ByteBuffer> parts = source.read(ranges);
      for (int i = 0; i < parts.size(); i++) {
        int from = (int) ranges.get(i).offset();
        assertThat(bytes(parts.get(i)))
            .isEqualTo(Arrays.copyOfRange(content, from, (int) ranges.get(i).end()));
      }
    }
    assertThat(bytes(source.read(new ByteRange(0, SIZE)))).isEqualTo(content);
  }

  @Test
  void what_lies_beyond_the_end_or_is_missing_is_told() throws Exception {
    ByteSource source = place.sources().open(place.put(content(1))).source();
    assertThatThrownBy(() -> source.read(new ByteRange(SIZE - 5, 6)))
        .isInstanceOf(EOFException.class)
        .hasMessage("bytes 2499995..2500001 lie beyond the end of the content at 2500000");
    assertThatThrownBy(() -> place.sources().open(place.missing()))
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void a_short_file_and_an_empty_one() throws Exception {
    OpenedSource opened = place.sources().open(place.put(new byte[] {1, 2, 3}));
    assertThat(bytes(opened.head())).containsExactly(1, 2, 3);
    OpenedSource empty = place.sources().open(place.put(new byte[0]));
    assertThat(empty.source().size()).isZero();
    assertThat(empty.head().remaining()).isZero();
  }

  @Test
  void another_content_between_reads_is_noticed_never_mixed() throws Exception {
    ByteSource source = place.sources().open(place.put(content(1))).source();
    assertThat(source.isCurrent()).isTrue();
    byte[] other = content(7);
    URI uri = place.put(Arrays.copyOf(other, SIZE - 1));
    assertThatThrownBy(() -> source.read(new ByteRange(1_000_000, 100)))
        .isInstanceOf(ContentChangedException.class);
    assertThat(source.isCurrent()).isFalse();

    ByteSource again = place.sources().open(uri).source();
    assertThat(again.id()).isNotEqualTo(source.id());
    assertThat(bytes(again.read(new ByteRange(1_000_000, 100))))
        .isEqualTo(Arrays.copyOfRange(other, 1_000_000, 1_000_100));
  }

  static byte[] zipped(byte[] content, boolean isStored) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry("folder/file.bin");
      if (isStored) {
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
      }
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  /** A place inside a zip at another place. */
  record InZip(Place outer, boolean isStored) implements Place {
    @Override
    public ByteSources sources() {
      return outer.sources();
    }

    @Override
    public URI put(byte[] content) throws Exception {
      return URI.create("jar:" + outer.put(zipped(content, isStored)) + "!/folder/file.bin");
    }

    @Override
    public URI missing() {
      return URI.create("jar:" + outer.missing() + "!/folder/file.bin");
    }

    @Override
    public void close() throws Exception {
      outer.close();
    }
  }

  record InFolder(Path folder, ByteSources sources) implements Place {
    @Override
    public URI put(byte[] content) throws IOException {
      return Files.write(folder.resolve("a.bin"), content).toUri();
    }

    @Override
    public URI missing() {
      return folder.resolve("none").toUri();
    }
  }

  record OnS3(S3Server server, ByteSources sources) implements Place {
    @Override
    public URI put(byte[] content) {
      server.put("a/b c+%.bin", content);
      return URI.create("s3://archive/a/b%20c%2B%25.bin");
    }

    @Override
    public URI missing() {
      return URI.create("s3://archive/a/none");
    }

    @Override
    public void close() throws Exception {
      server.close();
    }
  }

  record OnHttp(RangeServer server, ByteSources sources) implements Place {
    @Override
    public URI put(byte[] content) {
      server.replace(content, "\"" + Arrays.hashCode(content) + "\"");
      return server.uri("/a.bin?sig=x");
    }

    @Override
    public URI missing() {
      server.next(RangeServer.Answer.MISSING);
      return server.uri("/none");
    }

    @Override
    public void close() {
      server.close();
    }
  }

  static Place s3() throws Exception {
    S3Server server = S3Server.start();
    return new OnS3(server, TestArchives.of(server).files());
  }

  static Place http() throws IOException {
    S3Bucket none = S3Bucket.onAws("none");
    return new OnHttp(
        new RangeServer(new byte[0]), TestArchives.of(none, TestArchives.http(p -> {})).files());
  }
}
