// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.chronocube.grid.Window;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.range.SchemeByteSources;
import org.chronocube.io.tiff.TiffFormat;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockReadersTest {

  private static final Window PIXEL = new Window(1, 2, 2, 3);

  @TempDir Path folder;

  private final BlockCache cache = new BlockCache(1 << 20);
  private final BlockReaders rasters = readers(FileByteSources.anywhere());
  private Path file;

  private BlockReaders readers(FileByteSources files) {
    return new BlockReaders(Map.of("file", files), List.of(new TiffFormat(cache)));
  }

  @BeforeEach
  void copy() throws IOException {
    file = folder.resolve("a b.tif");
    replaceBy("uint16-deflate-p2.tif", 1);
  }

  private void replaceBy(String fixture, int second) throws IOException {
    try (InputStream in = TiffFormat.class.getResourceAsStream("fixtures/" + fixture)) {
      Files.write(file, in.readAllBytes());
    }
    Files.setLastModifiedTime(file, FileTime.fromMillis(1000L * second));
  }

  @Test
  void a_header_is_read_once() {
    assertThat(rasters.open(file.toUri())).isSameAs(rasters.open(file.toUri()));
  }

  @Test
  void a_file_that_changes_is_opened_anew_and_its_old_blocks_are_forgotten() throws IOException {
    BlockReader old = rasters.open(file.toUri());
    assertThat(old.read(0, 0, PIXEL).sample(0, 0)).isEqualTo(2004);

    replaceBy("int16-deflate-p2.tif", 2);
    BlockReader renewed = rasters.open(file.toUri());
    assertThat(renewed.read(0, 0, PIXEL).sample(0, 0)).isEqualTo(1002 - 14000);
    assertThatThrownBy(() -> old.read(0, 0, new Window(20, 21, 20, 21)))
        .isInstanceOf(RasterReadException.class)
        .hasMessageEndingWith(
            "level 0, block (row 1, column 1): it has changed since it was opened");
  }

  @Test
  void a_file_that_is_deleted_is_missing() throws IOException {
    rasters.open(file.toUri());
    Files.delete(file);
    assertThatThrownBy(() -> rasters.open(file.toUri()))
        .isInstanceOf(RasterReadException.class)
        .hasMessageStartingWith("cannot open file:")
        .hasMessageEndingWith("/a%20b.tif: it does not exist");
  }

  @Test
  void what_is_no_raster_is_refused() throws IOException {
    Path text = Files.writeString(folder.resolve("readme.txt"), "II, but no TIFF");
    assertThatThrownBy(() -> rasters.open(text.toUri()))
        .isInstanceOf(RasterReadException.class)
        .hasMessageEndingWith("its first bytes are of none of the known formats [TIFF]");
    Path empty = Files.createFile(folder.resolve("empty.tif"));
    assertThatThrownBy(() -> rasters.open(empty.toUri())).isInstanceOf(RasterReadException.class);
    assertThatThrownBy(() -> rasters.open(folder.toUri()))
        .isInstanceOf(RasterReadException.class)
        .hasMessageEndingWith("it is no regular file");
  }

  @Test
  void schemes_without_a_source_are_refused() {
    assertThatThrownBy(() -> rasters.open(URI.create("s3://user:secret@bucket/a.tif")))
        .isInstanceOf(RasterReadException.class)
        .hasMessage("cannot open s3://bucket/a.tif: URI scheme must be one of [file], was 's3'");
  }

  @Test
  void files_outside_the_allowed_directories_are_refused() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Path link = Files.createSymbolicLink(inside.resolve("link.tif"), file);
    BlockReaders restricted = readers(FileByteSources.under(List.of(inside)));
    for (URI uri :
        List.of(file.toUri(), link.toUri(), URI.create(inside.toUri() + "../" + "a%20b.tif"))) {
      assertThatThrownBy(() -> restricted.open(uri))
          .isInstanceOf(RasterReadException.class)
          .hasMessageEndingWith("it lies outside the allowed directories");
    }
    Path copy = Files.copy(file, inside.resolve("copy.tif"));
    assertThat(restricted.open(copy.toUri()).info().bandCount()).isEqualTo(1);
  }

  /** A view that shows one window of a file as if it were all of it. */
  private static final class Cut implements RasterView {

    @Override
    public String name() {
      return "cut";
    }

    @Override
    public BlockReader open(URI uri, String arguments, Surroundings surroundings) {
      int rows = Integer.parseInt(arguments);
      BlockReader whole = surroundings.rasters().open(uri);
      return new BlockReader() {
        @Override
        public RasterInfo info() {
          return whole.info();
        }

        @Override
        public RasterBlock read(int level, int band, Window window) {
          return whole.read(level, band, window.shift(rows, 0));
        }

        @Override
        public boolean isCurrent() {
          return whole.isCurrent();
        }
      };
    }
  }

  @Test
  void a_fragment_names_a_view_of_the_file() throws IOException {
    BlockReaders viewing =
        new BlockReaders(
            new SchemeByteSources(Map.of("file", FileByteSources.anywhere())),
            List.of(new TiffFormat(cache)),
            List.of(new Cut()));
    URI cut = URI.create(file.toUri() + "#cut=1");
    BlockReader view = viewing.open(cut);
    assertThat(view.read(0, 0, new Window(0, 1, 2, 3)).sample(0, 0))
        .isEqualTo(viewing.open(file.toUri()).read(0, 0, PIXEL).sample(0, 0));
    assertThat(viewing.open(cut)).isSameAs(view);
    replaceBy("int16-deflate-p2.tif", 2);
    assertThat(viewing.open(cut)).isNotSameAs(view);
    assertThatThrownBy(() -> viewing.open(URI.create(file.toUri() + "#slice=1")))
        .isInstanceOf(RasterReadException.class)
        .hasMessageEndingWith("its fragment must be one of [cut], was slice");
  }
}
