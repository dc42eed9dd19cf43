// SPDX-License-Identifier: Apache-2.0
package org.chronocube.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.registration.PhaseCorrelation.Peak;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Known shifts of real Sentinel-2 bands, made by SciPy (make-fixtures.py), are found to a tenth of
 * a pixel.
 */
class PhaseCorrelationTest {

  private static final double TENTH = 0.1;

  /** What is done to the images before they are compared. */
  private enum Sky {
    CLEAR,
    /** Clouds over a third of the scene, masked. */
    MASKED,
    /** Other clouds in both images, masked; three pixels of five are left. */
    BOTH_MASKED,
    /** Clouds over a third of the scene that no mask knows of. */
    NOT_MASKED
  }

  private static Shift measured(String scene, String reference, int size, Sky sky) {
    RasterBlock a = Bands.read(scene, size);
    RasterBlock b = Bands.read(reference, size);
    switch (sky) {
      case CLEAR -> {}
      case MASKED -> Bands.cloud(a, 0.3, true, 1);
      case BOTH_MASKED -> {
        Bands.cloud(a, 0.25, true, 1);
        Bands.cloud(b, 0.25, true, 2);
      }
      case NOT_MASKED -> Bands.cloud(a, 0.3, false, 3);
    }
    return Bands.measure(a, b, 64).orElseThrow();
  }

  @ParameterizedTest(name = "{0}: {7}")
  @CsvFileSource(resources = "shifts.csv", numLinesToSkip = 1)
  void finds_known_shifts_of_real_bands(
      String name,
      int size,
      String of,
      double rows,
      double cols,
      Double skimageRows,
      Double skimageCols,
      String how) {
    if (rows == 0 && cols == 0) {
      return;
    }
    for (Sky sky : Sky.values()) {
      Shift shift = measured(name, of, size, sky);
      assertThat(shift.rows()).as("%s %s", name, sky).isCloseTo(rows, within(TENTH));
      assertThat(shift.cols()).as("%s %s", name, sky).isCloseTo(cols, within(TENTH));
      assertThat(shift.confidence()).as("%s %s", name, sky).isGreaterThan(0.75);
    }
    Shift clear = measured(name, of, size, Sky.CLEAR);
    double error = Math.hypot(clear.rows() - rows, clear.cols() - cols);
    double theirs = Math.hypot(skimageRows - rows, skimageCols - cols);
    assertThat(error).isLessThan(Math.max(0.05, theirs));
  }

  @Test
  void agrees_with_scikit_image_about_two_dates() {
    // 17 months apart, other phenology, another orbit: -0.24, 0.75 by phase_cross_correlation.
    Shift shift = measured("b04-2017", "b04-2016", 192, Sky.CLEAR);
    assertThat(shift.rows()).isCloseTo(-0.24, within(TENTH));
    assertThat(shift.cols()).isCloseTo(0.75, within(TENTH));
    assertThat(shift.confidence()).isGreaterThan(0.75);
  }

  @ParameterizedTest
  @CsvSource({"b04-2017-cubic, 0.73, -2.45", "b03-2017-cubic, 5.3, 7.85"})
  void the_date_of_the_reference_does_not_matter(String name, double rows, double cols) {
    Shift dates = measured("b04-2017", "b04-2016", 192, Sky.CLEAR);
    Shift both = measured(name, "b04-2016", 192, Sky.CLEAR);
    assertThat(both.rows() - dates.rows()).isCloseTo(rows, within(TENTH));
    assertThat(both.cols() - dates.cols()).isCloseTo(cols, within(TENTH));
  }

  @Test
  void images_of_different_places_have_no_shift_to_be_trusted() {
    assertThat(measured("b04-2017", "desert-b04", 192, Sky.CLEAR).confidence()).isLessThan(0.1);
  }

  @Test
  void bands_of_opposite_contrast_register() {
    RasterBlock scene = Bands.read("b04-2016-fourier", 192);
    for (int i = 0; i < scene.samples().length; i++) {
      scene.samples()[i] = 5000 - scene.samples()[i];
    }
    Shift shift = Bands.measure(scene, Bands.read("b04-2016", 192), 64).orElseThrow();
    assertThat(shift.rows()).isCloseTo(-1.62, within(TENTH));
    assertThat(shift.cols()).isCloseTo(0.37, within(TENTH));
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 64, 128})
  void whole_pixels_are_exact(int n) {
    RasterBlock band = Bands.read("desert-b04", 192);
    Peak peak =
        new PhaseCorrelation(n, 0.5)
            .compare(band.crop(Window.at(30, 40, n, n)), band.crop(Window.at(32, 37, n, n)))
            .orElseThrow();
    assertThat(peak.rows()).isCloseTo(2, within(0.1));
    assertThat(peak.cols()).isCloseTo(-3, within(0.1));
    assertThat(peak.ratio()).isGreaterThan(1.5);
  }

  @Test
  void equal_windows_lie_on_each_other() {
    RasterBlock band = Bands.read("b04-2016", 192).crop(Window.at(0, 0, 64, 64));
    Peak peak = new PhaseCorrelation(64, 0.5).compare(band, band.copy()).orElseThrow();
    assertThat(peak.rows()).isCloseTo(0, within(1e-6));
    assertThat(peak.cols()).isCloseTo(0, within(1e-6));
  }

  @Test
  void says_nothing_of_too_few_pixels_or_of_nothing_to_see() {
    PhaseCorrelation correlation = new PhaseCorrelation(16, 0.5);
    RasterBlock noise = RasterBlock.allocate(new Shape(16, 16));
    Random random = new Random(7);
    for (int i = 0; i < 256; i++) {
      noise.samples()[i] = random.nextFloat();
    }
    noise.mask().setRange(0, 127);
    assertThat(correlation.compare(noise, noise)).isEmpty();
    noise.mask().setRange(0, 128);
    assertThat(correlation.compare(noise, noise)).isPresent();
    RasterBlock flat = RasterBlock.allocate(new Shape(16, 16));
    Arrays.fill(flat.samples(), 100);
    flat.mask().setRange(0, 256);
    noise.mask().setRange(0, 256);
    assertThat(correlation.compare(noise, flat)).isEmpty();
    assertThat(new PhaseCorrelation(16, 0).compare(RasterBlock.allocate(new Shape(16, 16)), flat))
        .isEmpty();
  }

  @Test
  void windows_are_powers_of_two() {
    assertThatThrownBy(() -> new PhaseCorrelation(48, 0.5))
        .hasMessage("window must be a power of two >= 16, was 48");
    RasterBlock small = RasterBlock.allocate(new Shape(8, 16));
    assertThatThrownBy(() -> new PhaseCorrelation(16, 0.5).compare(small, small))
        .hasMessageStartingWith("windows must have 16 x 16 pixels, had ");
  }
}
