// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel.speckle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.kernel.speckle.SpeckleFilter.Kind;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Filters against values that others computed (SOURCE.txt beside the files) and against what
 * statistics say of speckle.
 */
class SpeckleFilterTest {

  private static final Shape SHAPE = new Shape(40, 48);
  private static final double LOOKS = 4.4;

  private static SpeckleFilter filter(Kind kind) {
    return new SpeckleFilter(kind, 7, LOOKS);
  }

  @ParameterizedTest
  @CsvSource({"LEE, lee-otb", "GAMMA_MAP, gamma-map-otb"})
  void agrees_with_orfeo_toolbox_inside_the_image(Kind kind, String expected) {
    RasterBlock made =
        new SpeckleFilter(kind, 5, LOOKS).filter(Speckles.stored("grd-power", SHAPE, 0));
    RasterBlock theirs = Speckles.stored(expected, SHAPE, 0);
    // Its windows do not shrink at the edge: they repeat the outermost pixels.
    for (int r = 2; r < SHAPE.height() - 2; r++) {
      for (int c = 2; c < SHAPE.width() - 2; c++) {
        assertThat(made.sample(r, c))
            .as("%d, %d", r, c)
            .isCloseTo(theirs.sample(r, c), within(1e-6f * theirs.sample(r, c)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BOXCAR,      5, holes-power, boxcar-5",
    "LEE,         7, holes-power, lee-7",
    "GAMMA_MAP,   5, holes-power, gamma-map-5",
    "REFINED_LEE, 7, grd-power,   refined-lee",
    "REFINED_LEE, 7, holes-power, refined-lee-holes",
  })
  void agrees_with_the_equations_written_in_numpy(
      Kind kind, int window, String image, String expected) {
    RasterBlock power = Speckles.stored(image, SHAPE, 0);
    assertClose(
        new SpeckleFilter(kind, window, LOOKS).filter(power), Speckles.stored(expected, SHAPE, 0));
  }

  private static void assertClose(RasterBlock made, RasterBlock expected) {
    assertThat(made.mask()).isEqualTo(expected.mask());
    for (int i = 0; i < made.samples().length; i++) {
      if (made.mask().isValid(i)) {
        float theirs = expected.samples()[i];
        assertThat(made.samples()[i]).as("pixel %d", i).isCloseTo(theirs, within(1e-6f * theirs));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void leaves_a_constant_image_as_it_is(Kind kind) {
    RasterBlock image = Speckles.constant(new Shape(9, 11), 0.0123f);
    image.mask().setInvalid(40);
    RasterBlock made = filter(kind).filter(image);
    assertThat(made.mask()).isEqualTo(image.mask());
    for (int i = 0; i < made.samples().length; i++) {
      assertThat(made.samples()[i]).isEqualTo(i == 40 ? 0 : 0.0123f);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void keeps_gaps_and_uses_nothing_of_them(Kind kind) {
    RasterBlock image = Speckles.stored("holes-power", SHAPE, 0);
    RasterBlock other = image.copy();
    for (int i = 0; i < other.samples().length; i++) {
      if (!other.mask().isValid(i)) {
        other.samples()[i] = 1e30f;
      }
    }
    RasterBlock made = filter(kind).filter(image);
    RasterBlock madeOfOther = filter(kind).filter(other);
    assertThat(made.mask()).isEqualTo(image.mask());
    assertThat(made.samples()).isEqualTo(madeOfOther.samples());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void gives_nothing_for_nothing(Kind kind) {
    assertThat(filter(kind).filter(RasterBlock.allocate(new Shape(8, 9))).mask().isNoneValid())
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void filters_images_smaller_than_the_window(Kind kind) {
    RasterBlock pixel = Speckles.constant(new Shape(1, 1), 3);
    assertThat(filter(kind).filter(pixel).samples()).containsExactly(3);
    RasterBlock two = new RasterBlock(new Shape(1, 2), new float[] {1, 3}, pair());
    assertThat(filter(kind).filter(two).mask().isAllValid()).isTrue();
  }

  private static ValidMask pair() {
    return ValidMask.allValid(2);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void gives_a_pixel_the_same_value_in_every_part_that_holds_its_window(Kind kind) {
    RasterBlock image = Speckles.stored("holes-power", SHAPE, 0);
    RasterBlock whole = filter(kind).filter(image);
    int margin = filter(kind).margin();
    for (Window part :
        new Window[] {new Window(3, 24, 5, 30), new Window(0, 17, 13, 48), SHAPE.window()}) {
      Window read = part.pad(margin).intersect(SHAPE.window());
      RasterBlock made = filter(kind).filter(Speckles.crop(image, read));
      Window inside = part.shift(-read.rowStart(), -read.colStart());
      assertThat(Speckles.crop(made, inside).samples())
          .isEqualTo(Speckles.crop(whole, part).samples());
    }
  }

  // Gamma-MAP takes the mode of the posterior, which lies below its mean.
  @ParameterizedTest
  @CsvSource({"BOXCAR, 0.001", "LEE, 0.005", "REFINED_LEE, 0.005", "GAMMA_MAP, 0.02"})
  void keeps_the_mean_of_homogeneous_speckle(Kind kind, double share) {
    Shape shape = new Shape(300, 300);
    RasterBlock image = Speckles.speckled(Speckles.constant(shape, 0.05f), 4, new Random(1));
    RasterBlock made = new SpeckleFilter(kind, 7, 4).filter(image);
    double before = Speckles.mean(image, shape.window());
    assertThat(before).isCloseTo(0.05, within(0.0005));
    assertThat(Speckles.mean(made, shape.window())).isCloseTo(before, within(before * share));
  }

  @Test
  void a_boxcar_multiplies_the_looks_with_its_pixels() {
    Shape shape = new Shape(400, 400);
    RasterBlock image = Speckles.speckled(Speckles.constant(shape, 2), 4, new Random(2));
    Window inside = new Window(10, 390, 10, 390);
    assertThat(Speckles.looks(image, inside)).isCloseTo(4, within(0.1));
    assertThat(Speckles.looks(new SpeckleFilter(Kind.BOXCAR, 5, 4).filter(image), inside))
        .isCloseTo(100, within(5.0));
  }

  @ParameterizedTest
  @CsvSource({"LEE, 60, 196", "GAMMA_MAP, 60, 196", "REFINED_LEE, 40, 112"})
  void an_adaptive_filter_comes_near_the_looks_of_its_window(Kind kind, double least, double most) {
    Shape shape = new Shape(300, 300);
    RasterBlock image = Speckles.speckled(Speckles.constant(shape, 2), 4, new Random(3));
    double looks =
        Speckles.looks(new SpeckleFilter(kind, 7, 4).filter(image), new Window(10, 290, 10, 290));
    assertThat(looks).isBetween(least, most);
  }

  @Test
  void refined_lee_keeps_an_edge_that_a_boxcar_smears() {
    Shape shape = new Shape(200, 60);
    RasterBlock clean = Speckles.constant(shape, 1);
    for (int r = 0; r < 200; r++) {
      Arrays.fill(clean.samples(), r * 60 + 30, r * 60 + 60, 10);
    }
    RasterBlock image = Speckles.speckled(clean, 4, new Random(4));
    Window beside = new Window(5, 195, 28, 30);
    double boxcar = Speckles.mean(new SpeckleFilter(Kind.BOXCAR, 7, 4).filter(image), beside);
    double refined = Speckles.mean(filter(Kind.REFINED_LEE).filter(image), beside);
    // Of the seven columns of the window, two or three are on the bright side.
    assertThat(boxcar).isCloseTo(1 + 9 * 2.5 / 7, within(0.2));
    assertThat(refined).isCloseTo(1, within(0.15));
  }

  @ParameterizedTest
  @CsvSource({
    "LEE,         4,   4.4, 'window must be odd and 3 to 101, was 4'",
    "LEE,         1,   4.4, 'window must be odd and 3 to 101, was 1'",
    "BOXCAR,      103, 4.4, 'window must be odd and 3 to 101, was 103'",
    "REFINED_LEE, 5,   4.4, 'window of refined-lee must be 7, was 5'",
    "GAMMA_MAP,   5,   0,   'looks must be > 0, was 0.0'",
    "GAMMA_MAP,   5,   NaN, 'looks must be > 0, was NaN'",
  })
  void refuses_parameters_out_of_range(Kind kind, int window, double looks, String message) {
    assertThatThrownBy(() -> new SpeckleFilter(kind, window, looks))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void names_filters_as_configuration_does() {
    assertThat(Kind.parse("refined-lee")).isEqualTo(Kind.REFINED_LEE);
    assertThatThrownBy(() -> Kind.parse("frost"))
        .hasMessage("filter must be one of boxcar, lee, refined-lee, gamma-map, was frost");
  }
}
