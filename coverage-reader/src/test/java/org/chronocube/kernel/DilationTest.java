// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.chronocube.grid.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Expected pixels and counts are those of scipy 1.10 {@code ndimage.binary_dilation(a, disk)} with
 * {@code disk = x*x + y*y <= r*r}.
 */
class DilationTest {

  private static final Shape SHAPE = new Shape(14, 20);

  private static final String POINTS =
      """
      ....................
      ....................
      ....................
      ....................
      ....................
      ................#...
      ....................
      ....................
      ................#...
      .#..................
      ....................
      ....................
      ...................#
      ....................
      """;

  private static final String RADIUS_3 =
      """
      ....................
      ....................
      ................#...
      ..............#####.
      ..............#####.
      .............#######
      .#............#####.
      ####..........#####.
      ####.........#######
      #####.........######
      ####..........######
      ####............####
      .#..............####
      .................###
      """;

  private static BitSet pixels(String text) {
    BitSet set = new BitSet();
    String rows = text.replace("\n", "");
    for (int i = 0; i < rows.length(); i++) {
      set.set(i, rows.charAt(i) == '#');
    }
    return set;
  }

  @Test
  void isADisk() {
    assertThat(Dilation.disk(pixels(POINTS), SHAPE, 3, 1, 1)).isEqualTo(pixels(RADIUS_3));
  }

  @ParameterizedTest
  @CsvSource({"0, 4", "1, 19", "2, 44", "3, 81", "5, 156"})
  void countsAsScipy(int radius, int count) {
    assertThat(Dilation.disk(pixels(POINTS), SHAPE, radius, 1, 1).cardinality()).isEqualTo(count);
  }

  @Test
  void isAnEllipseOnPixelsOfAnOverviewThatAreNotSquare() {
    // Six full-resolution pixels, where one pixel is two columns and three rows of them.
    assertThat(Dilation.disk(pixels(POINTS), SHAPE, 6, 2, 3).cardinality()).isEqualTo(62);
    assertThat(Dilation.reach(6, 2)).isEqualTo(3);
    assertThat(Dilation.reach(6, 7)).isZero();
  }

  @Test
  void runsThatTouchTheSidesStayInTheirRows() {
    Shape shape = new Shape(3, 4);
    BitSet set = new BitSet();
    set.set(3, 5); // the last pixel of the first row, the first of the second

    assertThat(Dilation.disk(set, shape, 1, 1, 1).toString()).isEqualTo("{0, 2, 3, 4, 5, 7, 8}");
  }
}
