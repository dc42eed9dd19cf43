// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.util.List;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.geolocation.Terrain;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.api.Test;

/** A slope of 600 × 700 pixels of 0.01 degrees: sample = row + 10 · column, but for one hole. */
class RasterTerrainTest {

  private static final GeoBox GRID =
      new GeoBox(
          new Shape(600, 700), Affine.northUp(10, 50, Resolution.of(0.01)), CrsRegistry.WGS84);

  private record Slope(GeoBox grid, Scaling scaling) implements BlockReader {

    @Override
    public RasterInfo info() {
      return new RasterInfo(
          URI.create("memory:slope"),
          grid,
          DataType.INT16,
          1,
          NoData.NONE,
          List.of(scaling),
          List.of(new RasterInfo.Level(new Shape(600, 700), new Shape(64, 64))));
    }

    @Override
    public RasterBlock read(int level, int band, Window window) {
      info().checkRead(level, band, window);
      RasterBlock block = RasterBlock.allocate(window.shape());
      block.mask().setRange(0, block.mask().size());
      for (int r = 0; r < window.height(); r++) {
        for (int c = 0; c < window.width(); c++) {
          int row = window.rowStart() + r;
          int col = window.colStart() + c;
          block.samples()[block.index(r, c)] = row + 10 * col;
          if (row == 100 && col == 100) {
            block.mask().setInvalid(block.index(r, c));
          }
        }
      }
      return block;
    }
  }

  private final Terrain terrain =
      new RasterTerrain(new Slope(GRID, Scaling.IDENTITY), new CrsRegistry(), 0);

  private static double lon(double col) {
    return 10 + 0.01 * col;
  }

  private static double lat(double row) {
    return 50 - 0.01 * row;
  }

  @Test
  void heights_are_at_the_centres_of_pixels_and_between_them_on_a_plane() {
    assertThat(terrain.height(lon(20.5), lat(30.5))).isCloseTo(230, within(1e-6));
    assertThat(terrain.height(lon(20.75), lat(30.9))).isCloseTo(232.9, within(1e-6));
    assertThat(terrain.height(lon(512.2), lat(511.9))).isCloseTo(511.4 + 5117, within(1e-6));
  }

  @Test
  void longitudes_may_have_turned() {
    assertThat(terrain.height(lon(20.5) - 360, lat(30.5))).isCloseTo(230, within(1e-6));
  }

  @Test
  void the_outermost_half_pixels_belong_to_the_raster() {
    assertThat(terrain.height(lon(0.1), lat(0.1))).isCloseTo(0, within(1e-6));
    assertThat(terrain.height(lon(699.9), lat(599.9))).isCloseTo(599 + 6990, within(1e-6));
  }

  @Test
  void outside_and_beside_holes_the_height_is_not_known() {
    assertThat(terrain.height(lon(-0.1), lat(10))).isNaN();
    assertThat(terrain.height(lon(10), lat(600.1))).isNaN();
    assertThat(terrain.height(lon(100.9), lat(100.9))).isNaN();
    assertThat(terrain.height(lon(101.6), lat(101.6))).isNotNaN();
  }

  @Test
  void scaling_and_the_geoid_are_added() {
    Terrain other =
        new RasterTerrain(new Slope(GRID, new Scaling(0.1, 5)), new CrsRegistry(), 48.5);
    assertThat(other.height(lon(20.5), lat(30.5))).isCloseTo(23 + 5 + 48.5, within(1e-6));
  }

  @Test
  void a_projected_raster_is_transformed_to() {
    GeoBox utm =
        new GeoBox(
            new Shape(600, 700), Affine.northUp(500000, 5000000, Resolution.of(30)), "EPSG:32631");
    Terrain other = new RasterTerrain(new Slope(utm, Scaling.IDENTITY), new CrsRegistry(), 0);
    // On the central meridian of 3 degrees; 45.1475 degrees north are 4999335.993 m
    // (gdaltransform).
    double row = (5000000 - 4999335.993) / 30 - 0.5;
    assertThat(other.height(3.0 + 1e-9, 45.1475)).isCloseTo(row, within(1e-3));
  }

  @Test
  void a_raster_of_no_place_is_refused() {
    assertThatThrownBy(
            () -> new RasterTerrain(new Slope(null, Scaling.IDENTITY), new CrsRegistry(), 0))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("memory:slope must be georeferenced by an affine");
  }
}
