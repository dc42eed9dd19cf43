// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where tiles lie; numbers of the world's sets are those of OGC 07-057r7 annex E. */
class TileMatrixSetsTest {

  private final TileMatrixSets sets = new TileMatrixSets(new CrsRegistry());

  private static GeoBox grid(
      String crs, double x, double y, double resolutionX, double resolutionY) {
    return new GeoBox(
        new Shape(100, 100), Affine.northUp(x, y, new Resolution(resolutionX, resolutionY)), crs);
  }

  @ParameterizedTest
  @CsvSource({
    "WebMercatorQuad, 0, 559082264.0287178, 1, 1",
    "WebMercatorQuad, 1, 279541132.0143589, 2, 2",
    "WebMercatorQuad, 18, 2132.729583849784, 262144, 262144",
    "WorldCRS84Quad, 0, 279541132.0143589, 2, 1",
    "WorldCRS84Quad, 17, 2132.729583849784, 262144, 131072",
    "EPSG:4326, EPSG:4326:2, 69885283.00358972, 8, 4",
    "EPSG:900913, EPSG:900913:2, 139770566.0071794, 4, 4",
  })
  void scales_are_those_of_the_standard(
      String set, String matrix, double scale, int columns, int rows) {
    TileMatrix found = sets.world(set).orElseThrow().matrix(matrix).orElseThrow();
    assertThat(found.scaleDenominator()).isCloseTo(scale, offset(1e-6));
    assertThat(found.columns()).isEqualTo(columns);
    assertThat(found.rows()).isEqualTo(rows);
  }

  // 256 · 10 m · 2^13 = 20,971,520 m is the first beyond half the circumference of the Earth.
  @ParameterizedTest
  @CsvSource({
    "EPSG:32631, 643260, 5676480, 10, EPSG:32631_10, 13, 20971520",
    "EPSG:32631, 600000, 5700000, 60, EPSG:32631_60, 11, 31457280",
    "EPSG:32618, 390000, 4743000, 3000, EPSG:32618_3000, 5, 24576000",
    "EPSG:32633, 500000, 5000000, 0.5, EPSG:32633_0.5, 18, 33554432",
    "EPSG:32631, 643265, 5676482.5, 10, EPSG:32631_10_5_2.5, 13, 20971520",
    "EPSG:4326, 5, 51, 0.001, EPSG:4326_0.001, 10, 262.144",
  })
  void a_native_set_goes_down_to_the_pixels_of_the_cube(
      String crs, double x, double y, double resolution, String id, int levels, double half) {
    TileMatrixSet set = sets.nativeTo(grid(crs, x, y, resolution, resolution)).orElseThrow();
    assertThat(set.id()).isEqualTo(id);
    assertThat(set.matrices()).hasSize(levels + 1);
    TileMatrix finest = set.matrices().get(levels);
    assertThat(finest.resolution()).isEqualTo(resolution);
    assertThat((x - finest.left()) / resolution % 1).isCloseTo(0, offset(1e-6));
    assertThat((finest.top() - y) / resolution % 1).isCloseTo(0, offset(1e-6));
    assertThat(-finest.left()).isBetween(half - resolution, half);
    assertThat(set.matrices().get(0).columns()).isEqualTo(2);
  }

  @Test
  void cubes_of_one_crs_and_resolution_share_a_set() {
    assertThat(sets.nativeTo(grid("EPSG:32631", 643260, 5676480, 10, 10)))
        .isEqualTo(sets.nativeTo(grid("EPSG:32631", 300000, 4900020, 10, 10)));
  }

  @Test
  void pixels_that_are_not_square_or_are_turned_have_none() {
    assertThat(sets.nativeTo(grid("EPSG:32633", 465181.05, 5080254.6, 9.9948, 9.9975))).isEmpty();
    GeoBox turned =
        new GeoBox(new Shape(10, 10), new Affine(6, 8, 500000, 8, -6, 5000000), "EPSG:32633");
    assertThat(sets.nativeTo(turned)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // by edges: what only touches a tile is not in it
    "0, 0, 2560, 2560, 8191, 8191, 8192, 8192",
    "0, 0, 2560.001, 2560, 8191, 8191, 8192, 8193",
    "-1, -1, 1, 1, 8191, 8192, 8191, 8192",
    "-99999999, -99999999, 99999999, 99999999, 0, 16383, 0, 16383",
  })
  void limits_are_the_tiles_an_extent_reaches(
      double minX,
      double minY,
      double maxX,
      double maxY,
      int minRow,
      int maxRow,
      int minColumn,
      int maxColumn) {
    TileMatrix matrix =
        sets.nativeTo(grid("EPSG:32631", 0, 0, 10, 10)).orElseThrow().matrix("13").orElseThrow();
    assertThat(matrix.limits(new Extent(minX, minY, maxX, maxY)))
        .isEqualTo(new TileLimits(minRow, maxRow, minColumn, maxColumn));
  }

  @Test
  void a_tile_has_its_corner_at_the_top_left() {
    TileMatrix matrix = sets.world("WebMercatorQuad").orElseThrow().matrix("1").orElseThrow();
    Extent extent = matrix.extent(0, 1);
    assertThat(extent.minX()).isEqualTo(0);
    assertThat(extent.minY()).isCloseTo(0, offset(1e-8));
    assertThat(extent.maxX()).isCloseTo(20037508.342789244, offset(1e-8));
    assertThat(extent.maxY()).isEqualTo(20037508.342789244);
  }
}
