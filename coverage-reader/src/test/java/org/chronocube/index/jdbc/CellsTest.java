// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.chronocube.grid.Extent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {

  private static final int ANY = Integer.MAX_VALUE;

  /** Level, row and column by hand; rows of the finest grid are 0.703125° high. */
  @ParameterizedTest
  @CsvSource({
    // 3° E 50° N in row floor(140/0.703125) = 199; its upper latitude 50.625° has 324 columns.
    "3, 50, 4.4, 51, 0, 199, 164",
    // Too wide for two cells of 360/324°: the next grid, rows of 2.8125°, 81 columns up to 50.625°.
    "3, 50, 5.3, 51, 1, 49, 41",
    "-180, -90, 180, 90, 4, 0, 0",
    "179.9, 10, 180.9, 11, 0, 142, 502",
    "180, 10, 180, 10, 0, 142, 502",
    "0, 90, 0, 90, 0, 255, 0",
  })
  void numbers_are_level_row_and_column(
      double minX, double minY, double maxX, double maxY, int level, int row, int column) {
    long number = Cells.of(5, new Extent(minX, minY, maxX, maxY));

    assertThat(number >> 24).isEqualTo(5);
    assertThat(List.of(number >> 21 & 7, number >> 12 & 511, number & 4095))
        .containsExactly((long) level, (long) row, (long) column);
  }

  @Test
  void the_cells_of_an_area_hold_every_box_that_meets_it() {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      Extent area = box(random);
      List<Extent> boxes = List.of(area, shift(area, 360), shift(area, -360));
      var cells = Cells.of(List.of(1L, 2L), boxes, ANY).orElseThrow();
      for (int j = 0; j < 300; j++) {
        Extent box = box(random);
        if (boxes.stream().anyMatch(box::intersects)) {
          assertThat(cells).contains(Cells.of(1, box), Cells.of(2, box));
        }
      }
    }
  }

  private static Extent box(Random random) {
    double x = random.nextDouble() * 360 - 180;
    double y = random.nextDouble() * 180 - 90;
    double width = Math.min(360, Math.pow(10, random.nextDouble() * 5 - 2.4));
    return new Extent(x, y, x + width, Math.min(90, y + width * random.nextDouble()));
  }

  private static Extent shift(Extent box, double degrees) {
    return new Extent(box.minX() + degrees, box.minY(), box.maxX() + degrees, box.maxY());
  }

  @Test
  void a_field_is_in_few_cells_and_a_continent_in_too_many() {
    assertThat(Cells.of(List.of(1L), List.of(new Extent(4, 51, 4.1, 51.1)), ANY).orElseThrow())
        .hasSizeLessThan(50);
    assertThat(Cells.of(List.of(1L), List.of(new Extent(-180, -90, 180, 90)), 4096)).isEmpty();
  }
}
