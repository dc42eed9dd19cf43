// SPDX-License-Identifier: Apache-2.0
package org.chronocube.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeoBoxTest {

  private static final String UTM = "EPSG:32631";
  // 7 rows of 20 m, 5 columns of 10 m, upper left corner at (100, 200).
  private static final GeoBox GRID =
      new GeoBox(new Shape(7, 5), Affine.northUp(100, 200, new Resolution(10, 20)), UTM);

  @Test
  void isAnchoredAtPixelCorners() {
    assertThat(GRID.extent()).isEqualTo(new Extent(100, 60, 150, 200));
    assertThat(GRID.extentOf(new Window(1, 2, 3, 4))).isEqualTo(new Extent(130, 160, 140, 180));
    assertThat(GRID.resolution()).isEqualTo(new Resolution(10, 20));
    assertThat(GRID.affine().x(0.5, 0)).isEqualTo(105);
  }

  @ParameterizedTest(name = "{0} {1} {2} {3} at {4}")
  @CsvSource({
    // extent, resolution: upper left, rows, columns
    "0, 0, 30, 20, 10, 0, 20, 2, 3", // fits
    "1, 1, 29, 19, 10, 0, 20, 2, 3", // grows to whole pixels
    "-5, -5, 5, 5, 10, -10, 10, 2, 2", // across the origin
    "9.9999999, 0, 20.0000001, 10, 10, 10, 10, 1, 1", // rounding noise adds no pixel
    "4, 4, 4, 4, 10, 0, 10, 1, 1", // a point is one pixel
    "600001, 4999999, 600002, 5000000, 10, 600000, 5000000, 1, 1",
    "-180, -90, 180, 90, 0.1, -180, 90, 1800, 3600",
  })
  void coversAnExtentOnMultiplesOfTheResolution(
      double minX,
      double minY,
      double maxX,
      double maxY,
      double res,
      double x,
      double y,
      int h,
      int w) {
    GeoBox grid = GeoBox.covering(new Extent(minX, minY, maxX, maxY), Resolution.of(res), UTM);
    assertThat(grid.shape()).isEqualTo(new Shape(h, w));
    assertThat(grid.affine().c()).isEqualTo(x);
    assertThat(grid.affine().f()).isEqualTo(y);
  }

  @Test
  void coveringGivesAGridItsOwnExtentBack() {
    GeoBox grid = GeoBox.covering(new Extent(0.3, 0.3, 7.7, 5.1), Resolution.of(0.1), UTM);
    assertThat(GeoBox.covering(grid.extent(), Resolution.of(0.1), UTM)).isEqualTo(grid);
  }

  @Test
  void refusesExtentsBeyondAllNumbers() {
    Extent qgis = new Extent(-1.7e308, -1.7e308, 1.7e308, 1.7e308);
    assertThatThrownBy(() -> GeoBox.covering(qgis, Resolution.of(10), UTM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("extent must have at most 2147483647 rows and columns");
    assertThatThrownBy(() -> GeoBox.fitting(qgis, new Shape(10, 10), UTM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("resolution must be > 0 and finite, was Infinity");
  }

  @Test
  void fitsAShapeToAnExtentAsWmsAsks() {
    GeoBox grid = GeoBox.fitting(new Extent(0, 0, 30, 10), new Shape(4, 3), UTM);
    assertThat(grid.resolution()).isEqualTo(new Resolution(10, 2.5));
    assertThat(grid.extent()).isEqualTo(new Extent(0, 0, 30, 10));
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @CsvSource({
    // extent: rows, columns; GRID is (100, 60) to (150, 200), 10 m by 20 m
    "100, 60, 150, 200, 0, 7, 0, 5",
    "110, 160, 120, 180, 1, 2, 1, 2", // exactly one pixel
    "111, 161, 119, 179, 1, 2, 1, 2", // inside one pixel
    "109, 159, 121, 181, 0, 3, 0, 3", // a little of its neighbours
    "50, 0, 250, 300, -5, 10, -5, 15", // larger than the grid: not cut
    "115, 170, 115, 170, 1, 2, 1, 2", // a point inside a pixel
  })
  void windowOfAnExtentHoldsEveryPixelItTouches(
      double minX, double minY, double maxX, double maxY, int r0, int r1, int c0, int c1) {
    assertThat(GRID.windowOf(new Extent(minX, minY, maxX, maxY)))
        .isEqualTo(new Window(r0, r1, c0, c1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e12, 1e300, 1.7976931348623157e308})
  void windowOfAFarExtentStaysInIntRange(double far) {
    Window window = GRID.windowOf(new Extent(-far, -far, far, far));
    assertThat(window.contains(GRID.window())).isTrue();
    assertThat(window.intersect(GRID.window())).isEqualTo(GRID.window());
    assertThat(window.pad(1000).height()).isPositive();
  }

  @Test
  void cropMovesTheOriginAndKeepsThePixels() {
    GeoBox part = GRID.crop(new Window(2, 5, 1, 3));
    assertThat(part.shape()).isEqualTo(new Shape(3, 2));
    assertThat(part.extent()).isEqualTo(new Extent(110, 100, 130, 160));
    assertThat(part.crop(new Window(1, 2, 1, 2)).extent())
        .isEqualTo(GRID.extentOf(new Window(3, 4, 2, 3)));
  }

  @Test
  void resampleKeepsTheExtent() {
    GeoBox coarse = GRID.resample(new Shape(3, 2));
    assertThat(coarse.extent().maxX()).isEqualTo(150);
    assertThat(coarse.extent().minY()).isCloseTo(60, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(coarse.resolution().x()).isEqualTo(25);
  }

  @Test
  void holdsRotatedGrids() {
    // Columns go north, rows go east.
    GeoBox turned = new GeoBox(new Shape(4, 2), new Affine(0, 10, 100, 10, 0, 50), UTM);
    assertThat(turned.extent()).isEqualTo(new Extent(100, 50, 140, 70));
    assertThat(turned.windowOf(new Extent(110, 50, 120, 60))).isEqualTo(new Window(1, 2, 0, 1));
    assertThat(turned.affine().isRectilinear()).isFalse();
  }

  @Test
  void refusesAnIdentifierThatIsNone() {
    assertThatThrownBy(() -> new GeoBox(new Shape(1, 1), GRID.affine(), "32631"))
        .hasMessage("crs must be AUTHORITY:CODE or image:…, was 32631");
  }

  @Test
  void cutsIntoTilesWithSmallerOnesAtTheEnd() {
    GeoBoxTiles tiles = new GeoBoxTiles(GRID, new Shape(3, 2));
    assertThat(tiles.rows()).isEqualTo(3);
    assertThat(tiles.cols()).isEqualTo(3);
    assertThat(tiles.windows()).hasSize(9);
    assertThat(tiles.window(0, 0)).isEqualTo(new Window(0, 3, 0, 2));
    assertThat(tiles.window(2, 2)).isEqualTo(new Window(6, 7, 4, 5));
    assertThat(tiles.windows().stream().mapToLong(Window::pixels).sum()).isEqualTo(35);
    assertThatThrownBy(() -> tiles.window(3, 0)).hasMessageContaining("tile must be inside 3 x 3");
  }
}
