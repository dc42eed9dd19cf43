// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.netcdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.array.ArrayInfo;
import org.chronocube.io.array.ArrayView;
import org.chronocube.io.range.ByteSources;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables that netCDF4-python wrote, whose elements are their places: 10000 t + 100 y + x. */
class NetcdfFormatTest {

  private static final Shape SHAPE = new Shape(30, 37);
  private static final ByteSources FILES = FileByteSources.anywhere();

  @TempDir Path folder;

  private final NetcdfFormat format = new NetcdfFormat();
  private final BlockReaders rasters =
      new BlockReaders(
          FILES, List.of(), List.of(new ArrayView("netcdf", format, new BlockCache(1 << 20))));

  @BeforeEach
  void copy() throws IOException {
    for (String name :
        List.of(
            "cdf1.nc",
            "cdf1-one-record.nc",
            "cdf2.nc",
            "cdf5.nc",
            "netcdf4.nc",
            "netcdf4-contiguous.nc")) {
      try (InputStream in = NetcdfFormatTest.class.getResourceAsStream(name)) {
        Files.copy(in, folder.resolve(name));
      }
    }
  }

  private BlockReader open(String file, String variable) {
    return rasters.open(URI.create(folder.resolve(file).toUri() + "#netcdf=" + variable));
  }

  @ParameterizedTest
  @CsvSource({
    "cdf1.nc, v_i2, INT16", "cdf2.nc, v_i1, INT8", "cdf2.nc, v_i4, INT32",
    "cdf2.nc, v_f4, FLOAT32", "cdf2.nc, v_f8, FLOAT64", "cdf5.nc, v_u1, UINT8",
    "cdf5.nc, v_u2, UINT16", "cdf5.nc, v_u4, UINT32", "cdf5.nc, v_i8, FLOAT64",
    "cdf5.nc, v_u8, FLOAT64", "netcdf4.nc, v_u1, UINT8", "netcdf4.nc, v_i1, INT8",
    "netcdf4.nc, v_u2, UINT16", "netcdf4.nc, v_i2, INT16", "netcdf4.nc, v_u4, UINT32",
    "netcdf4.nc, v_i4, INT32", "netcdf4.nc, v_i8, FLOAT64", "netcdf4.nc, v_f4, FLOAT32",
    "netcdf4.nc, v_f8, FLOAT64", "netcdf4-contiguous.nc, v_i4, INT32"
  })
  void every_element_is_at_its_place(String file, String variable, DataType type) {
    BlockReader raster = open(file, variable);
    assertThat(raster.info().type()).isEqualTo(type);
    assertThat(raster.info().bandCount()).isEqualTo(3);
    int modulus = type == DataType.UINT8 ? 256 : type == DataType.INT8 ? 128 : Integer.MAX_VALUE;
    for (Window window : List.of(SHAPE.window(), new Window(18, 23, 28, 37))) {
      for (int band = 0; band < 3; band++) {
        RasterBlock block = raster.read(0, band, window);
        assertThat(block.mask().isAllValid()).isTrue();
        for (int row = 0; row < window.height(); row++) {
          for (int col = 0; col < window.width(); col++) {
            int place = 10000 * band + 100 * (window.rowStart() + row) + window.colStart() + col;
            assertThat(block.sample(row, col)).isEqualTo(place % modulus);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cdf1.nc", "cdf2.nc", "cdf5.nc", "netcdf4.nc", "netcdf4-contiguous.nc"})
  void packing_and_no_data_are_as_cf_says(String file) {
    BlockReader packed = open(file, "packed");
    assertThat(packed.info().noData()).isEqualTo(NoData.of(-1));
    assertThat(packed.info().scalings()).containsOnly(new Scaling(0.5, 10));
    RasterBlock first = packed.read(0, 0, SHAPE.window());
    assertThat(first.isValid(0, 0)).isFalse();
    assertThat(first.mask().count()).isEqualTo(30 * 37 - 1);
    // Of the third time all elements from 20001 on are beyond valid_range.
    RasterBlock third = packed.read(0, 2, SHAPE.window());
    assertThat(third.mask().isNoneValid()).isTrue();
    BlockReader unsigned = open(file, "unsigned");
    assertThat(unsigned.info().type()).isEqualTo(DataType.UINT16);
    assertThat(unsigned.read(0, 2, new Window(29, 30, 36, 37)).sample(0, 0))
        .isEqualTo(2 * (20000 + 2900 + 36));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cdf1.nc", "cdf2.nc", "cdf5.nc", "netcdf4.nc", "netcdf4-contiguous.nc"})
  void coordinates_and_names_are_found(String file) throws IOException {
    var dataset = format.open(folder.resolve(file).toUri(), FILES);
    assertThat(dataset.values("time")).containsExactly(1, 2.5, 4);
    assertThat(dataset.values("number")).containsExactly(42);
    assertThat(dataset.arrays().stream().map(ArrayInfo::name))
        .contains("packed", "unsigned", "time", "number")
        .doesNotContain("name");
    ArrayInfo packed = dataset.array("packed").info();
    assertThat(packed.dimensions()).containsExactly("time", "y", "x");
    assertThat(packed.shape()).containsExactly(3, 30, 37);
    assertThat(dataset.array("time").info().text("units")).contains("days since 2000-01-01");
  }

  @Test
  void records_of_a_single_variable_follow_without_a_gap() {
    BlockReader raster = open("cdf1-one-record.nc", "v");
    RasterBlock last = raster.read(0, 3, new Window(0, 3, 0, 5));
    assertThat(last.sample(0, 0)).isEqualTo(45);
    assertThat(last.sample(2, 4)).isEqualTo(59);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cdf1.nc", "cdf2.nc", "cdf5.nc", "netcdf4.nc", "netcdf4-contiguous.nc"})
  void files_that_end_too_early_are_errors(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] whole = Files.readAllBytes(file);
    for (int keep = 0; keep < whole.length - 4000; keep += 1 + whole.length / 37) {
      Path cut = Files.write(folder.resolve("cut-" + keep + ".nc"), Arrays.copyOf(whole, keep));
      assertThatThrownBy(
              () -> {
                BlockReader raster = open(cut.getFileName().toString(), "packed");
                for (int band = 0; band < 3; band++) {
                  raster.read(0, band, SHAPE.window());
                }
                BlockReader other = open(cut.getFileName().toString(), "unsigned");
                other.read(0, 2, SHAPE.window());
              })
          .as("%d of %d bytes", keep, whole.length)
          .isInstanceOf(RasterReadException.class)
          .hasMessageContaining("cut-" + keep + ".nc");
    }
  }
}
