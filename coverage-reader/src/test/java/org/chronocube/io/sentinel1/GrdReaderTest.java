// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.sentinel1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterReadException;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against values that NumPy makes of the same annotation ({@code radiometry.csv}). */
class GrdReaderTest {

  private static final int DN = 2;
  private static final int ETA = 6;

  @TempDir static Path directory;
  private static Path safe;

  @BeforeAll
  static void unpack() throws IOException {
    safe = Products.unpack(Products.NEW, directory);
  }

  private static BlockReader open(String arguments) {
    return Products.surroundings()
        .rasters()
        .open(Products.measurement(safe, Products.NEW_VV, arguments));
  }

  private static double pixel(BlockReader reader, double row, double col) {
    // A window around it, so that its place in the window matters.
    Window window =
        Window.at(Math.max(0, (int) row - 3), Math.max(0, (int) col - 5), 8, 11)
            .intersect(reader.info().shape().window());
    RasterBlock block = reader.read(0, 0, window);
    int r = (int) row - window.rowStart();
    int c = (int) col - window.colStart();
    assertThat(block.isValid(r, c)).isTrue();
    return block.sample(r, c);
  }

  @ParameterizedTest
  @CsvSource({"sigma0, 3", "beta0, 4", "gamma0, 5"})
  void power_is_dn_squared_less_noise_over_the_vector_squared(String calibration, int column)
      throws IOException {
    BlockReader signed = open(calibration + ",noise=signed,ipf=3.31");
    BlockReader clipped = open(calibration + ",noise=removed,ipf=3.31");
    BlockReader kept = open(calibration + ",noise=kept,ipf=3.31");
    for (double[] e : Products.table("radiometry.csv")) {
      double power = e[DN] * e[DN];
      double a2 = e[column] * e[column];
      double tolerance = 1e-6 * power / a2;
      assertThat(pixel(kept, e[0], e[1])).isCloseTo(power / a2, within(tolerance));
      double left = (power - e[ETA]) / a2;
      assertThat(pixel(signed, e[0], e[1])).isCloseTo(left, within(tolerance + 1e-8));
      assertThat(pixel(clipped, e[0], e[1])).isCloseTo(Math.max(0, left), within(tolerance + 1e-8));
    }
  }

  @Test
  void amplitudes_are_what_is_stored() throws IOException {
    BlockReader dn = open("dn");
    for (double[] e : Products.table("radiometry.csv")) {
      assertThat(pixel(dn, e[0], e[1])).isEqualTo(e[DN]);
    }
  }

  @Test
  void where_the_amplitude_is_zero_there_is_no_value() {
    RasterBlock block = open("sigma0,ipf=3.31").read(0, 0, new Window(500, 520, 500, 520));
    assertThat(block.isValid(11, 11)).isTrue();
    assertThat(block.isValid(12, 11)).isFalse();
    assertThat(block.isValid(11, 12)).isFalse();
  }

  @Test
  void levels_average_the_power_of_two_of_their_rows() {
    BlockReader reader = open("beta0,noise=kept,ipf=3.31");
    assertThat(reader.info().levels()).hasSize(7);
    assertThat(reader.info().levels().get(3).shape()).isEqualTo(new Shape(2085, 3268));
    RasterBlock block = reader.read(3, 0, new Window(1024, 1030, 1600, 1605));
    // Level 3: 8 columns, and 8 rows (16676 / 2085 of them) of which two in the middle are read.
    for (int r = 0; r < 6; r++) {
      for (int c = 0; c < 5; c++) {
        int top = (int) Math.round((1024 + r) * 16676.0 / 2085);
        double sum = 0;
        for (int row : new int[] {top + 2, top + 6}) {
          for (int col = 8 * (1600 + c); col < 8 * (1601 + c); col++) {
            sum += Math.pow(20 + (3 * row + 7 * col) % 400, 2);
          }
        }
        double expected = sum / 16 / (474.0 * 474);
        assertThat(block.sample(r, c))
            .isCloseTo((float) expected, within((float) (1e-6 * expected)));
      }
    }
  }

  @Test
  void a_level_is_a_fair_estimate_of_full_resolution() {
    BlockReader reader = open("sigma0,noise=signed,ipf=3.31");
    RasterBlock full = reader.read(0, 0, new Window(8192, 8704, 12800, 13312));
    RasterBlock level = reader.read(5, 0, new Window(257, 271, 401, 415));
    assertThat(mean(level)).isCloseTo(mean(full), within(0.03 * mean(full)));
  }

  private static double mean(RasterBlock block) {
    double sum = 0;
    for (float sample : block.samples()) {
      sum += sample;
    }
    assertThat(block.mask().isAllValid()).isTrue();
    return sum / block.samples().length;
  }

  @Test
  void incidence_angles_are_those_of_the_grid() {
    BlockReader angles = open("incidence");
    assertThat(angles.info().shape()).isEqualTo(new Shape(16676, 26144));
    // Annotated at line 0, pixels 0 and 1308; between them the mean.
    assertThat(pixel(angles, 0, 0)).isCloseTo(30.47481883903625, within(1e-5));
    assertThat(pixel(angles, 0, 1308)).isCloseTo(31.40068884923984, within(1e-5));
    assertThat(pixel(angles, 0, 654)).isCloseTo(30.937753866, within(1e-5));
    RasterBlock coarse = angles.read(4, 0, new Window(0, 1, 0, 1));
    assertThat(coarse.sample(0, 0)).isCloseTo(30.48f, within(0.005f));
  }

  @Test
  void a_reader_is_current_until_its_annotation_changes() throws IOException {
    Path copy = Files.createDirectory(directory.resolve("copy"));
    Path changing = Products.unpack(Products.NEW, copy);
    BlockReader reader =
        Products.surroundings()
            .rasters()
            .open(Products.measurement(changing, Products.NEW_VV, "sigma0,ipf=3.31"));
    assertThat(reader.isCurrent()).isTrue();
    Path noise = changing.resolve("annotation/calibration/noise-" + Products.NEW_VV + ".xml");
    Files.writeString(noise, Files.readString(noise) + "\n");
    assertThat(reader.isCurrent()).isFalse();
  }

  @Test
  void what_cannot_be_read_is_named() {
    assertThatThrownBy(() -> open("sigma1"))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining(Products.NEW_VV)
        .hasMessageContaining("calibration must be one of sigma0, beta0, gamma0, dn, was sigma1");
    assertThatThrownBy(() -> open("sigma0,border=../../x,ipf=2.4"))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("border must be the name of a measurement");
    Path vh = safe.resolve("measurement/" + Products.NEW_VV.replace("-vv-", "-vh-") + ".tiff");
    assertThatThrownBy(
            () ->
                Products.surroundings()
                    .rasters()
                    .open(URI.create(vh.toUri() + "#sentinel1-grd=sigma0")))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("calibration-s1a-iw-grd-vh");
  }
}
