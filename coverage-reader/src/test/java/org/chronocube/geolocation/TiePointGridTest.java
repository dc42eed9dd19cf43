// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geolocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Grids of a made-up image: slanted, curved, and unevenly tied. */
class TiePointGridTest {

  private static final double[] COLS = {0, 100, 200, 300, 400, 480};
  private static final double[] ROWS = {0, 150, 300, 340};

  private static double lon(double west, double col, double row) {
    return west + 0.004 * col + 0.0008 * row + 2e-7 * col * col;
  }

  private static double lat(double col, double row) {
    return 50 - 0.0025 * row + 0.0006 * col - 1e-7 * col * row;
  }

  private static List<TiePoint> ties(double west) {
    List<TiePoint> ties = new ArrayList<>();
    for (double row : ROWS) {
      for (double col : COLS) {
        double lon = lon(west, col, row);
        ties.add(new TiePoint(col, row, lon - 360 * Math.rint(lon / 360), lat(col, row), 0));
      }
    }
    return ties;
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 179, -181})
  void between_tie_points_places_are_within_two_thousandths_of_a_pixel(double west) {
    TiePointGrid grid = TiePointGrid.of(ties(west));
    for (double row = -20; row <= 360; row += 9.5) {
      for (double col = -40; col <= 520; col += 13) {
        double[] point = {col, row};
        grid.toGround(point, 1);
        double lon = lon(west, col, row);
        // A pixel is 0.004 by 0.0025 degrees; outside the points it is extrapolated.
        boolean inside = col >= 0 && col <= 480 && row >= 0 && row <= 340;
        double share = inside ? 2e-3 : 1e-1;
        assertThat(point[0] - (lon - 360 * Math.rint(lon / 360)))
            .isCloseTo(0, within(0.004 * share));
        assertThat(point[1]).isCloseTo(lat(col, row), within(0.0025 * share));
        grid.toImage(point, 1);
        assertThat(point[0]).isCloseTo(col, within(1e-5));
        assertThat(point[1]).isCloseTo(row, within(1e-5));
      }
    }
  }

  @Test
  void it_goes_through_its_points_whatever_their_order() {
    List<TiePoint> ties = ties(3);
    Collections.shuffle(ties, new Random(3));
    TiePointGrid grid = TiePointGrid.of(ties);
    for (TiePoint tie : ties) {
      double[] point = {tie.lon(), tie.lat()};
      grid.toImage(point, 1);
      assertThat(point[0]).isCloseTo(tie.col(), within(1e-6));
      assertThat(point[1]).isCloseTo(tie.row(), within(1e-6));
    }
  }

  @Test
  void a_point_left_out_is_found_again_from_the_rest() {
    // Every point of an inner row in turn, of a grid of 21 rows: as leave one out.
    List<TiePoint> dense = new ArrayList<>();
    for (int r = 0; r <= 20; r++) {
      for (double col : COLS) {
        dense.add(new TiePoint(col, 17 * r, lon(3, col, 17 * r), lat(col, 17 * r), 0));
      }
    }
    for (int r = 1; r < 20; r++) {
      double without = 17 * r;
      TiePointGrid grid = TiePointGrid.of(dense.stream().filter(t -> t.row() != without).toList());
      double[] point = {lon(3, 300, without), lat(300, without)};
      grid.toImage(point, 1);
      assertThat(point[0]).isCloseTo(300, within(1e-4));
      assertThat(point[1]).isCloseTo(without, within(1e-4));
    }
  }

  @Test
  void four_corners_are_enough() {
    TiePointGrid grid =
        TiePointGrid.of(
            List.of(
                new TiePoint(0, 0, 10, 1, 0),
                new TiePoint(100, 0, 11, 1, 0),
                new TiePoint(0, 100, 10, 0, 0),
                new TiePoint(100, 100, 11, 0, 0)));
    double[] point = {25, 50};
    grid.toGround(point, 1);
    assertThat(point[0]).isCloseTo(10.25, within(1e-3));
    assertThat(point[1]).isCloseTo(0.5, within(1e-3));
  }

  @Test
  void far_from_the_points_there_is_no_image() {
    TiePointGrid grid = TiePointGrid.of(ties(3));
    double[] points = {3.5, 48, -177, -50, 9, 49.8, Double.NaN, 50, 1, 50};
    grid.toImage(points, 5);
    assertThat(points).containsOnly(Double.NaN);
    double[] pixels = {-100, 0, 0, 500, Double.NaN, 0};
    grid.toGround(pixels, 3);
    assertThat(pixels).containsOnly(Double.NaN);
  }

  @Test
  void scattered_points_are_refused() {
    List<TiePoint> ties = ties(3);
    ties.set(5, new TiePoint(3, 4, 3, 50, 0));
    assertThatThrownBy(() -> TiePointGrid.of(ties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "tie points must be a grid of two or more rows and columns, were 24 at 5 rows and 7"
                + " columns");
  }
}
