// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel.speckle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.kernel.speckle.SpeckleFilter.Kind;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.api.Test;

class MultiTemporalSpeckleTest {

  private static List<RasterBlock> filter(SpeckleFilter inner, List<RasterBlock> dates) {
    MultiTemporalSpeckle filter = new MultiTemporalSpeckle(inner, dates.get(0).shape());
    List<RasterBlock> means = dates.stream().map(filter::add).toList();
    return means.stream().map(filter::filtered).toList();
  }

  @Test
  void agrees_with_the_equation_written_in_numpy() {
    Shape shape = new Shape(20, 24);
    List<RasterBlock> dates = new ArrayList<>();
    for (int d = 0; d < 5; d++) {
      dates.add(Speckles.stored("dates-power", shape, d));
    }
    List<RasterBlock> made = filter(new SpeckleFilter(Kind.BOXCAR, 5, 4.4), dates);
    for (int d = 0; d < 5; d++) {
      RasterBlock expected = Speckles.stored("quegan-yu-5", shape, d);
      assertThat(made.get(d).mask()).isEqualTo(expected.mask());
      for (int i = 0; i < expected.samples().length; i++) {
        if (expected.mask().isValid(i)) {
          assertThat(made.get(d).samples()[i])
              .isCloseTo(expected.samples()[i], within(1e-6f * expected.samples()[i]));
        }
      }
    }
  }

  @Test
  void raises_the_looks_as_theory_says_and_keeps_the_level_of_each_date() {
    Shape shape = new Shape(300, 300);
    Random random = new Random(5);
    List<RasterBlock> dates = new ArrayList<>();
    for (int d = 0; d < 8; d++) {
      dates.add(Speckles.speckled(Speckles.constant(shape, 1 + d), 4, random));
    }
    List<RasterBlock> made = filter(new SpeckleFilter(Kind.BOXCAR, 7, 4), dates);
    Window inside = new Window(5, 295, 5, 295);
    // Quegan and Yu: M·N·L / (M + N − 1) with N = 49 pixels in the window, M = 8 dates, L = 4.
    double theory = 8.0 * 49 * 4 / (8 + 49 - 1);
    for (int d = 0; d < 8; d++) {
      assertThat(Speckles.looks(made.get(d), inside)).isCloseTo(theory, within(theory * 0.08));
      assertThat(Speckles.mean(made.get(d), inside)).isCloseTo(1 + d, within(0.01 * (1 + d)));
    }
  }

  @Test
  void a_single_date_and_constant_dates_stay_as_they_are() {
    Shape shape = new Shape(6, 5);
    RasterBlock image = Speckles.speckled(Speckles.constant(shape, 3), 2, new Random(6));
    float[] alone = filter(new SpeckleFilter(Kind.BOXCAR, 3, 2), List.of(image)).get(0).samples();
    for (int i = 0; i < alone.length; i++) {
      assertThat(alone[i]).isCloseTo(image.samples()[i], within(1e-6f * image.samples()[i]));
    }
    RasterBlock flat = Speckles.constant(shape, 0.25f);
    RasterBlock brighter = Speckles.constant(shape, 7);
    List<RasterBlock> both = filter(new SpeckleFilter(Kind.LEE, 3, 2), List.of(flat, brighter));
    assertThat(both.get(0).samples()).containsOnly(0.25f);
    assertThat(both.get(1).samples()).containsOnly(7);
  }

  @Test
  void a_date_without_the_pixel_takes_no_part_in_it() {
    Shape shape = new Shape(5, 5);
    RasterBlock gap = Speckles.constant(shape, 4);
    gap.mask().setInvalid(12);
    gap.samples()[12] = 1e9f;
    RasterBlock other = Speckles.constant(shape, 2);
    List<RasterBlock> made = filter(new SpeckleFilter(Kind.BOXCAR, 3, 1), List.of(gap, other));
    assertThat(made.get(0).isValid(2, 2)).isFalse();
    assertThat(made.get(0).mask().count()).isEqualTo(24);
    assertThat(made.get(1).samples()).containsOnly(2);
  }
}
