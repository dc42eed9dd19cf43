// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.array.ArrayView;
import org.chronocube.io.range.ByteSources;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays that others wrote, whose elements are their own places: 10000 t + 100 y + x. */
class ZarrFormatTest {

  private static final ByteSources FILES = FileByteSources.anywhere();

  @TempDir static Path folder;

  private final BlockReaders rasters =
      new BlockReaders(
          FILES,
          List.of(),
          List.of(new ArrayView("zarr", new ZarrFormat(), new BlockCache(1 << 20))));

  @BeforeAll
  static void unzip() throws IOException {
    for (String version : List.of("v2", "v3")) {
      String name = "codecs-" + version + ".zip";
      try (InputStream in = ZarrFormatTest.class.getResourceAsStream(name);
          ZipInputStream zip = new ZipInputStream(in)) {
        for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
          Path file = folder.resolve(version).resolve(e.getName());
          if (!e.isDirectory()) {
            Files.createDirectories(file.getParent());
            Files.copy(zip, file);
          }
        }
      }
    }
  }

  private BlockReader open(String version, String array) {
    return rasters.open(URI.create(folder.resolve(version).toUri() + "#zarr=" + array));
  }

  private static void assertPlaces(BlockReader raster, Window window, int modulus) {
    for (int band = 0; band < 3; band++) {
      RasterBlock block = raster.read(0, band, window);
      for (int row = 0; row < window.height(); row++) {
        for (int col = 0; col < window.width(); col++) {
          int place = 10000 * band + 100 * (window.rowStart() + row) + window.colStart() + col;
          assertThat(block.isValid(row, col)).isTrue();
          assertThat(block.sample(row, col))
              .as("band %d, row %d, column %d", band, row, col)
              .isEqualTo(place % modulus);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raw",
        "zlib",
        "gzip",
        "zstd",
        "lz4",
        "blosc_lz4",
        "blosc_lz4hc",
        "blosc_zstd",
        "blosc_zlib",
        "blosc_blosclz",
        "blosc_bits",
        "blosc_bits_odd",
        "blosc_plain",
        "blosc_stored",
        "fortran",
        "big",
        "big8",
        "shuffled",
        "float64",
        "nested"
      })
  void version_2_gives_every_element_its_place(String array) {
    assertPlaces(open("v2", array), new Shape(50, 70).window(), Integer.MAX_VALUE);
    assertPlaces(open("v2", array), new Window(38, 43, 49, 70), Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raw",
        "gzip",
        "zstd",
        "blosc",
        "blosc_zstd_bits",
        "big",
        "transposed",
        "sharded_start"
      })
  void version_3_gives_every_element_its_place(String array) {
    assertPlaces(open("v3", array), new Shape(50, 70).window(), Integer.MAX_VALUE);
    assertPlaces(open("v3", array), new Window(38, 43, 49, 70), Integer.MAX_VALUE);
  }

  @Test
  void a_chunk_that_no_shard_holds_is_the_fill_value() {
    BlockReader sharded = open("v3", "sharded");
    RasterBlock block = sharded.read(0, 0, new Window(18, 21, 18, 21));
    assertThat(block.sample(0, 0)).isEqualTo(-1);
    assertThat(block.sample(2, 2)).isEqualTo(2020);
    assertPlaces(sharded, new Window(20, 50, 3, 70), Integer.MAX_VALUE);
    assertThat(sharded.info().levels().get(0).block()).isEqualTo(new Shape(20, 20));
  }

  @Test
  void bytes_have_no_sign() {
    assertPlaces(open("v2", "uint8"), new Shape(50, 70).window(), 256);
  }

  @Test
  void the_fill_value_is_no_data_and_what_was_never_written_is_it() {
    BlockReader sparse = open("v2", "sparse");
    assertThat(sparse.info().type()).isEqualTo(DataType.FLOAT32);
    RasterBlock block = sparse.read(0, 0, new Window(0, 50, 0, 70));
    assertThat(block.mask().count()).isEqualTo(100);
    assertThat(block.sample(9, 9)).isEqualTo(909);
    assertThat(sparse.read(0, 2, new Window(0, 50, 0, 70)).mask().isNoneValid()).isTrue();
    BlockReader filled = open("v2", "filled");
    assertThat(filled.info().noData()).isEqualTo(NoData.of(-9999));
    assertThat(filled.read(0, 1, new Window(0, 50, 0, 70)).mask().isNoneValid()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "v2, nothing, store must have array nothing",
    "v2, text, 'dtype must be one of integers or floats, was \"<U3\"'",
    "v2, delta, 'codec must be one of blosc, crc32c, gzip, lz4, shuffle, zlib, zstd, was delta'",
    "v2, ../v3/raw, 'array must be a path inside the store, was ../v3/raw'"
  })
  void what_cannot_be_read_is_said(String version, String array, String why) {
    assertThatThrownBy(() -> open(version, array))
        .isInstanceOf(RasterReadException.class)
        .hasMessageStartingWith("cannot open file:")
        .hasMessageEndingWith(why);
  }

  @ParameterizedTest
  @CsvSource({
    "v2, zlib, 1.1.0", "v2, lz4, 1.1.0", "v2, blosc_lz4, 1.1.0", "v2, blosc_blosclz, 1.1.0",
    "v2, raw, 1.1.0", "v3, gzip, c/1/1/0", "v3, zstd, c/1/1/0", "v3, sharded, c/1/1/0"
  })
  void broken_chunks_are_errors_that_name_the_chunk(String version, String array, String chunk)
      throws IOException {
    Path file = folder.resolve(version).resolve(array).resolve(chunk);
    byte[] whole = Files.readAllBytes(file);
    try {
      for (int keep = 0; keep < whole.length; keep += 1 + whole.length / 23) {
        Files.write(file, Arrays.copyOf(whole, keep));
        assertThatThrownBy(() -> open(version, array).read(0, 2, new Window(45, 50, 0, 70)))
            .isInstanceOf(RasterReadException.class)
            .hasMessageContaining("array " + array + ", chunk [");
      }
      byte[] turned = whole.clone();
      for (int i = 0; i < turned.length; i += 3) {
        turned[i] ^= (byte) 0x55;
      }
      Files.write(file, turned);
      try {
        open(version, array).read(0, 2, new Window(45, 50, 0, 70));
      } catch (RasterReadException mayBe) {
        assertThat(mayBe).hasMessageContaining("array " + array);
      }
    } finally {
      Files.write(file, whole);
    }
  }
}
