// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.chronocube.io.range.RangeServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bucket and a server as file systems; what the JDK's own tools for files make of them. */
class RemoteFileSystemTest {

  private static final byte[] ZIP = zip();

  private static S3Server server;
  private static Archives archives;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start();
    archives = TestArchives.of(server);
    server.put("a/one.txt", "first".getBytes(StandardCharsets.UTF_8));
    server.put("a/two & b+c%20 ü.txt", "second".getBytes(StandardCharsets.UTF_8));
    server.put("a/deep/er/file.xml", "<a/>".getBytes(StandardCharsets.UTF_8));
    server.put("a/deep-not/x", new byte[0]);
    server.put("a/marked/", new byte[0]);
    server.put("products/p.zip", ZIP);
    for (int i = 0; i < 1203; i++) {
      server.put("many/f%04d".formatted(i), new byte[] {1});
    }
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void forget() {
    server.proxy().forget();
  }

  private static byte[] zip() {
    try {
      return ByteSourcesContract.zipped(ByteSourcesContract.content(5), false);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Path path(String key) throws IOException {
    return archives.path("s3://archive/" + key);
  }

  private static List<String> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void a_folder_lists_its_files_and_folders() throws IOException {
    assertThat(list(path("a")))
        .containsExactly("deep", "deep-not", "marked", "one.txt", "two & b+c%20 ü.txt");
    assertThat(list(path("a/"))).hasSize(5);
    assertThat(list(path("a/marked"))).isEmpty();
    assertThat(list(archives.path("s3://archive"))).containsExactly("a", "many", "products");
    assertThatThrownBy(() -> list(path("none"))).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void a_long_listing_comes_in_pages() throws IOException {
    List<String> names = list(path("many"));
    assertThat(names).hasSize(1203).startsWith("f0000").endsWith("f1202").doesNotHaveDuplicates();
    assertThat(server.proxy().requests()).hasSize(2);
  }

  @Test
  void what_a_listing_told_of_its_entries_is_not_asked_again() throws IOException {
    try (Stream<Path> all = Files.walk(path("a"))) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      assertThat(files).hasSize(4);
      assertThat(Files.size(files.stream().filter(p -> p.endsWith("one.txt")).findAny().get()))
          .isEqualTo(5);
    }
    assertThat(server.proxy().requests())
        .filteredOn(request -> request.startsWith("HEAD"))
        .allMatch(request -> request.startsWith("HEAD /archive/a HTTP"));
  }

  @Test
  void files_and_folders_are_told_apart() throws IOException {
    assertThat(Files.isRegularFile(path("a/one.txt"))).isTrue();
    assertThat(Files.isDirectory(path("a/one.txt"))).isFalse();
    assertThat(Files.isDirectory(path("a/deep"))).isTrue();
    assertThat(Files.exists(path("a/deep/none"))).isFalse();
    assertThat(Files.exists(path("a/dee"))).isFalse();
    assertThat(Files.size(path("a/one.txt"))).isEqualTo(5);
    assertThat(Files.getLastModifiedTime(path("a/one.txt")).toInstant())
        .isAfter(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(Files.readAttributes(path("a/one.txt"), "size,isDirectory"))
        .containsOnlyKeys("size", "isDirectory");
  }

  @Test
  void names_with_special_characters_read() throws IOException {
    Path odd = path("a").resolve("two & b+c%20 ü.txt");
    assertThat(Files.readString(odd)).isEqualTo("second");
    assertThat(odd.toUri()).hasToString("s3://archive/a/two%20%26%20b%2Bc%2520%20%C3%BC.txt");
    assertThat(archives.path(odd.toUri().toString())).isEqualTo(odd);
    assertThat(odd).hasToString("s3://archive/a/two & b+c%20 ü.txt");
    try (InputStream in = Files.newInputStream(path("a/deep/er/file.xml"))) {
      assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("<a/>");
    }
  }

  @Test
  void globs_filter() throws IOException {
    try (DirectoryStream<Path> texts = Files.newDirectoryStream(path("a"), "*.txt")) {
      assertThat(texts).hasSize(2);
    }
  }

  @Test
  void a_zip_in_a_bucket_is_read_where_it_lies() throws IOException {
    byte[] content = ByteSourcesContract.content(5);
    try (FileSystem zip = FileSystems.newFileSystem(path("products/p.zip"))) {
      Path file = zip.getPath("/folder/file.bin");
      assertThat(Files.size(file)).isEqualTo(content.length);
      assertThat(file.toUri()).hasToString("jar:s3://archive/products/p.zip!/folder/file.bin");
      try (InputStream in = Files.newInputStream(file)) {
        assertThat(in.readNBytes(100)).isEqualTo(Arrays.copyOf(content, 100));
      }
      long asked =
          server.proxy().requests().stream().mapToLong(RemoteFileSystemTest::bytesAsked).sum();
      assertThat(asked).as("not the whole of the zip").isLessThan(ZIP.length / 2);
      assertThat(Files.readAllBytes(file)).isEqualTo(content);
      assertThat(archives.files().open(file.toUri()).source().size()).isEqualTo(content.length);
    }
  }

  private static long bytesAsked(String request) {
    String range = request.replaceFirst("(?is).*\r\nrange: bytes=([0-9-]+)\r\n.*", "$1");
    String[] ends = range.equals(request) ? new String[] {"1", "0"} : range.split("-");
    return Long.parseLong(ends[1]) - Long.parseLong(ends[0]) + 1;
  }

  @Test
  void a_channel_gives_the_same_bytes_wherever_it_stands() throws IOException {
    Random random = new Random(3);
    try (SeekableByteChannel channel = Files.newByteChannel(path("products/p.zip"))) {
      assertThat(channel.size()).isEqualTo(ZIP.length);
      for (int i = 0; i < 60; i++) {
        int from = random.nextInt(ZIP.length);
        ByteBuffer part = ByteBuffer.allocate(1 + random.nextInt(1 << random.nextInt(19)));
        int n = channel.position(from).read(part);
        assertThat(n).isEqualTo(Math.min(part.capacity(), ZIP.length - from));
        assertThat(Arrays.copyOf(part.array(), n))
            .isEqualTo(Arrays.copyOfRange(ZIP, from, from + n));
      }
      assertThat(channel.position(ZIP.length).read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  @Test
  void nothing_can_be_written() throws IOException {
    Path file = path("a/one.txt");
    assertThatThrownBy(() -> Files.writeString(file, "x"))
        .isInstanceOf(ReadOnlyFileSystemException.class);
    assertThatThrownBy(() -> Files.delete(file)).isInstanceOf(ReadOnlyFileSystemException.class);
    assertThatThrownBy(() -> Files.createDirectory(path("b")))
        .isInstanceOf(ReadOnlyFileSystemException.class);
    assertThat(Files.isWritable(file)).isFalse();
    assertThatThrownBy(() -> file.getFileSystem().provider().checkAccess(file, AccessMode.WRITE))
        .isInstanceOf(AccessDeniedException.class);
  }

  /** The JDK's own paths say what is right. */
  @ParameterizedTest
  @ValueSource(strings = {"/", "/a", "/a/b", "/a/../b", "a", "a/b", "..", "../a", "", "/a/./b//c"})
  void paths_behave_as_local_ones_do(String first) throws IOException {
    FileSystem remote = path("").getFileSystem();
    Path local = Path.of(first);
    Path ours = remote.getPath(first);
    assertSame(ours.normalize(), local.normalize());
    assertSame(ours.getParent(), local.getParent());
    assertSame(ours.getRoot(), local.getRoot());
    for (String second : List.of("/", "/a", "/a/b", "a", "b/c", "..", "", "c")) {
      Path other = remote.getPath(second);
      assertSame(ours.resolve(other), local.resolve(second));
      assertSame(ours.resolveSibling(other), local.resolveSibling(second));
      assertThat(ours.startsWith(other))
          .as(first + " starts with " + second)
          .isEqualTo(local.startsWith(second));
      boolean canRelate =
          ours.isAbsolute() == other.isAbsolute() && !first.contains(".") && !second.contains(".");
      if (canRelate) {
        assertSame(ours.relativize(other), local.relativize(Path.of(second)));
      }
    }
  }

  private static void assertSame(Path ours, Path local) {
    if (local == null) {
      assertThat(ours).isNull();
      return;
    }
    String text = ours.toString().replaceFirst("^s3://archive", "");
    List<String> names = new ArrayList<>();
    local.forEach(name -> names.add(name.toString()));
    names.removeIf(String::isEmpty);
    assertThat(text).isEqualTo((local.isAbsolute() ? "/" : "") + String.join("/", names));
  }

  @Test
  void files_over_http_read_and_folders_are_not_listed() throws IOException {
    byte[] content = "over http".getBytes(StandardCharsets.UTF_8);
    try (RangeServer http = new RangeServer(content)) {
      Path file = archives.path(http.uri("/data/item.json?sig=secret") + "");
      assertThat(file.getFileName()).hasToString("item.json");
      assertThat(file.toString()).endsWith("/data/item.json").doesNotContain("secret");
      assertThat(file.toUri()).isEqualTo(http.uri("/data/item.json?sig=secret"));
      assertThat(Files.size(file)).isEqualTo(content.length);
      assertThat(Files.isRegularFile(file)).isTrue();
      assertThat(Files.readString(file)).isEqualTo("over http");
      Path beside = file.resolveSibling("b 1.tif");
      assertThat(beside.toUri()).isEqualTo(http.uri("/data/b%201.tif"));
      assertThatThrownBy(() -> list(file.getParent()))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("HTTP servers do not list directories");
    }
  }

  @Test
  void locations_are_paths_of_their_kind() throws IOException {
    assertThat(archives.path("/a/b").getFileSystem()).isSameAs(FileSystems.getDefault());
    assertThat(archives.path("file:///a/b")).isEqualTo(Path.of("/a/b"));
    assertThat(archives.path("S3://archive/a").toUri()).isEqualTo(URI.create("s3://archive/a"));
    assertThat(path("a")).isEqualTo(path("a/")).isNotEqualTo(path("b"));
    assertThatThrownBy(() -> archives.path("ftp://host/a"))
        .hasMessageContaining("scheme file, s3, http or https");
    assertThatThrownBy(() -> archives.path("https://localhost/a b?sig=secret"))
        .hasMessageNotContaining("secret");
  }
}
