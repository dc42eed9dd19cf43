// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.range.HttpByteSources;
import org.chronocube.io.range.HttpSettings;
import org.chronocube.io.range.RangeServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that GDAL does not write: rare layouts, and lies in the header. */
class OddTiffTest {

  @TempDir Path folder;

  private BlockReader open(TiffBuilder file) throws IOException {
    return Fixtures.open(Files.write(folder.resolve("odd.tif"), file.build()).toUri());
  }

  private static byte[] ramp(int n) {
    byte[] bytes = new byte[n];
    for (int i = 0; i < n; i++) {
      bytes[i] = (byte) (i % 251);
    }
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_overview_behind_sub_ifds(boolean big) throws IOException {
    TiffBuilder file =
        new TiffBuilder(big, ramp(48))
            .add(TiffBuilder.image(6, 8))
            .child(
                TiffBuilder.image(3, 4)
                    .put(Tag.NEW_SUBFILE_TYPE, 1)
                    .put(Tag.STRIP_OFFSETS, TiffBuilder.offset(30)));
    BlockReader reader = open(file);
    assertThat(reader.info().levels()).hasSize(2);
    assertThat(reader.info().levels().get(1).shape()).isEqualTo(new Shape(3, 4));
    assertThat(reader.read(1, 0, new Window(2, 3, 3, 4)).samples()).containsExactly(41);
  }

  @Test
  void pages_that_are_no_overviews_are_no_levels() throws IOException {
    TiffBuilder file =
        new TiffBuilder(false, ramp(48)).add(TiffBuilder.image(6, 8)).add(TiffBuilder.image(3, 4));
    assertThat(open(file).info().levels()).hasSize(1);
  }

  @Test
  void uncompressed_strips_need_no_byte_counts() throws IOException {
    TiffBuilder.Directory without = new TiffBuilder.Directory();
    without.put(Tag.IMAGE_WIDTH, 8).put(Tag.IMAGE_LENGTH, 6).put(Tag.BITS_PER_SAMPLE, 8);
    without.put(Tag.ROWS_PER_STRIP, 4);
    without.put(Tag.STRIP_OFFSETS, TiffBuilder.offset(0), TiffBuilder.offset(32));
    BlockReader reader = open(new TiffBuilder(false, ramp(48)).add(without));
    assertThat(reader.read(0, 0, new Window(5, 6, 0, 2)).samples()).containsExactly(40, 41);
  }

  @Test
  void a_loop_of_directories_ends() {
    TiffBuilder file =
        new TiffBuilder(false, ramp(48))
            .add(TiffBuilder.image(6, 8))
            .lastLink(TiffBuilder.offset(48));
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(RasterReadException.class)
        .hasMessageEndingWith("odd.tif: header: directories must not form a loop, did at 64");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2000000000 | 2000000000 | 8 | a block must have at most",
        "100000     | 100000     | 8 | a block must have at most",
        "10000      | 10000      | 8 | its bytes must lie inside the file",
        "6          | 0          | 8 | ImageWidth must be in 1..",
        "6          | 8          | 7 | samples must be integers of 1, 2, 4, 8, 16 or 32 bits",
      })
  void sizes_that_cannot_be_true_are_refused(long height, long width, int bits, String message) {
    TiffBuilder.Directory image = TiffBuilder.image(6, 8);
    image.put(Tag.IMAGE_LENGTH, height).put(Tag.IMAGE_WIDTH, width);
    image.put(Tag.BITS_PER_SAMPLE, bits).put(Tag.COMPRESSION, height == 10000 ? 1 : 8);
    image.put(Tag.STRIP_BYTE_COUNTS, height * width);
    TiffBuilder file = new TiffBuilder(true, ramp(48)).add(image);
    assertThatThrownBy(() -> open(file).read(0, 0, new Window(5, 6, 0, 1)))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_table_of_blocks_that_does_not_fit_the_file_is_refused() {
    TiffBuilder.Directory image = TiffBuilder.image(1 << 30, 1 << 30);
    image.put(Tag.TILE_WIDTH, 16).put(Tag.TILE_LENGTH, 16);
    image.put(Tag.TILE_OFFSETS, 16, 16).put(Tag.TILE_BYTE_COUNTS, 256, 256);
    assertThatThrownBy(() -> open(new TiffBuilder(true, ramp(48)).add(image)))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("must have an entry for each of 4503599627370496 blocks, had 2");
  }

  @Test
  void external_entities_are_not_read() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "0.5");
    TiffBuilder.Directory image = TiffBuilder.image(6, 8);
    image.put(
        Tag.GDAL_METADATA,
        "<!DOCTYPE m [<!ENTITY e SYSTEM \""
            + secret.toUri()
            + "\">]><GDALMetadata><Item name=\"SCALE\" sample=\"0\" role=\"scale\">&e;</Item>"
            + "</GDALMetadata>");
    assertThatThrownBy(() -> open(new TiffBuilder(false, ramp(48)).add(image)))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("GDAL_METADATA must be XML with numbers");
  }

  @Test
  void utm_by_its_projection_code_and_a_tie_point_inside() throws IOException {
    TiffBuilder.Directory image = TiffBuilder.image(6, 8);
    image.put(Tag.MODEL_PIXEL_SCALE, 10.0, 20.0, 0.0);
    image.put(Tag.MODEL_TIEPOINT, 2.0, 3.0, 0.0, 500000.0, 4000000.0, 0.0);
    image.put(
        Tag.GEO_KEY_DIRECTORY,
        1,
        1,
        0,
        4,
        1024,
        0,
        1,
        1,
        2048,
        0,
        1,
        4258,
        3072,
        0,
        1,
        32767,
        3074,
        0,
        1,
        16031);
    BlockReader reader = open(new TiffBuilder(false, ramp(48)).add(image));
    assertThat(reader.info().grid().crs()).isEqualTo("EPSG:25831");
    assertThat(reader.info().grid().affine()).isEqualTo(new Affine(10, 0, 499980, 0, -20, 4000060));
  }

  /** 100 x 50 tiles of 16 x 16, all showing one of two stored tiles. */
  @Test
  void of_a_long_table_only_the_page_that_is_needed_is_read() throws IOException {
    byte[] tiles = new byte[512];
    Arrays.fill(tiles, 256, 512, (byte) 7);
    long[] offsets = new long[5000];
    long[] counts = new long[5000];
    Arrays.fill(counts, 256);
    for (int i = 0; i < 5000; i++) {
      offsets[i] = TiffBuilder.offset(i == 4999 ? 256 : 0);
    }
    TiffBuilder.Directory image = TiffBuilder.image(1600, 800);
    image.put(Tag.TILE_WIDTH, 16).put(Tag.TILE_LENGTH, 16);
    image.put(Tag.TILE_OFFSETS, offsets).put(Tag.TILE_BYTE_COUNTS, counts);
    try (RangeServer server = new RangeServer(new TiffBuilder(true, tiles).add(image).build())) {
      BlockReader reader = open(server);
      assertThat(server.ranges()).hasSize(1);
      assertThat(reader.read(0, 0, new Window(1599, 1600, 799, 800)).samples()).containsExactly(7);
      // The last 904 entries of each table, then the tile.
      assertThat(server.ranges()).hasSize(4);
      assertThat(server.ranges().stream().skip(1).mapToInt(OddTiffTest::bytesAsked))
          .containsExactly(904 * 8, 904 * 8, 256);
      assertThat(reader.read(0, 0, new Window(1584, 1600, 768, 784)).sample(0, 0)).isEqualTo(0);
      assertThat(server.ranges()).hasSize(5);
    }
  }

  /** 1000 rows of 2000 bytes in one strip; row r starts with the byte r mod 251. */
  @Test
  void a_huge_uncompressed_strip_is_read_in_parts() throws IOException {
    byte[] bytes = new byte[2_000_000];
    for (int row = 0; row < 1000; row++) {
      bytes[row * 2000] = (byte) (row % 251);
    }
    byte[] file = new TiffBuilder(false, bytes).add(TiffBuilder.image(1000, 2000)).build();
    try (RangeServer server = new RangeServer(file)) {
      BlockReader reader = open(server);
      server.forget();
      assertThat(reader.read(0, 0, new Window(900, 902, 0, 1)).samples())
          .containsExactly(900 % 251, 901 % 251);
      assertThat(server.ranges()).hasSize(1);
      assertThat(bytesAsked(server.ranges().get(0))).isLessThanOrEqualTo(256 << 10);
      assertThat(reader.read(0, 0, new Window(0, 1000, 0, 1)).samples()[999]).isEqualTo(999 % 251);
    }
  }

  private static BlockReader open(RangeServer server) {
    return new BlockReaders(
            Map.of("http", new HttpByteSources(HttpSettings.allowing(uri -> true))),
            List.of(new TiffFormat(new BlockCache(8 << 20))))
        .open(server.uri("/odd.tif"));
  }

  private static int bytesAsked(String range) {
    String[] ends = range.substring("bytes=".length()).split("-");
    return Integer.parseInt(ends[1]) - Integer.parseInt(ends[0]) + 1;
  }
}
