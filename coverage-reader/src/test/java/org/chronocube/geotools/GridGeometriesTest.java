// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.AffineTransform;
import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.junit.jupiter.api.Test;

class GridGeometriesTest {

  private static final GeoBox NATIVE = TestCubes.grid(100, 100);

  private final CrsRegistry crs = new CrsRegistry();
  private final GridGeometries geometries = new GridGeometries(crs);

  @Test
  void a_grid_goes_there_and_back_unmoved() {
    GeoBox grid = new GeoBox(new Shape(3, 7), new Affine(2, 0, 11, 0, -4, 17), "EPSG:3035");

    assertThat(geometries.grid(geometries.geometry(grid), NATIVE)).isEqualTo(grid);
  }

  @Test
  void the_corner_of_the_first_pixel_is_the_corner_of_the_envelope() {
    GridGeometry2D geometry = geometries.geometry(NATIVE);

    assertThat(geometry.getEnvelope2D().getMinX()).isEqualTo(500000);
    assertThat(geometry.getEnvelope2D().getMaxY()).isEqualTo(5000000);
    assertThat(geometry.getEnvelope2D().getMaxX()).isEqualTo(501000);
  }

  @Test
  void the_centre_of_the_first_pixel_is_half_a_pixel_inside() throws Exception {
    double[] corner = {0, 0};
    geometries.gridToWorld(NATIVE, PixelInCell.CELL_CORNER).transform(corner, 0, corner, 0, 1);
    double[] centre = {0, 0};
    geometries.gridToWorld(NATIVE, PixelInCell.CELL_CENTER).transform(centre, 0, centre, 0, 1);

    assertThat(corner).containsExactly(500000, 5000000);
    assertThat(centre).containsExactly(500005, 4999995);
  }

  /** GeoTools' short constructors anchor at the centre: the same pixels, said differently. */
  @Test
  void a_geometry_anchored_at_centres_is_understood() {
    GridGeometry2D centred =
        new GridGeometry2D(
            new GridEnvelope2D(0, 0, 100, 100),
            PixelInCell.CELL_CENTER,
            new AffineTransform2D(new AffineTransform(10, 0, 0, -10, 500005, 4999995)),
            crs.decode("EPSG:32631"),
            null);

    assertThat(geometries.grid(centred, NATIVE)).isEqualTo(NATIVE);
  }

  @Test
  void a_range_that_does_not_begin_at_zero_moves_the_origin() {
    GridGeometry2D moved =
        new GridGeometry2D(
            new GridEnvelope2D(20, 10, 5, 4),
            PixelInCell.CELL_CORNER,
            new AffineTransform2D(new AffineTransform(10, 0, 0, -10, 500000, 5000000)),
            crs.decode("EPSG:32631"),
            null);

    assertThat(geometries.grid(moved, NATIVE)).isEqualTo(NATIVE.crop(Window.at(10, 20, 4, 5)));
  }

  @Test
  void a_crs_with_latitude_first_is_turned_round() throws Exception {
    CoordinateReferenceSystem latLon = CRS.decode("EPSG:4326", false);
    ReferencedEnvelope box = new ReferencedEnvelope(45, 46, 3, 5, latLon);
    GridGeometry2D geometry = new GridGeometry2D(new GridEnvelope2D(0, 0, 20, 10), box);

    GeoBox grid = geometries.grid(geometry, NATIVE);

    assertThat(grid.crs()).isEqualTo("EPSG:4326");
    assertThat(grid.extent().minX()).isCloseTo(3, within(1e-9));
    assertThat(grid.extent().maxX()).isCloseTo(5, within(1e-9));
    assertThat(grid.extent().minY()).isCloseTo(45, within(1e-9));
  }

  @Test
  void a_crs_without_a_code_is_answered_in_the_cubes_own() throws Exception {
    CoordinateReferenceSystem local =
        CRS.parseWKT(
            CRS.decode("EPSG:32631", true)
                .toWKT()
                .replace("\"central_meridian\", 3.0", "\"central_meridian\", 3.1")
                .replaceAll(",\\s*AUTHORITY\\[\"EPSG\",\\s*\"32631\"\\]", "")
                .replace("WGS 84 / UTM zone 31N", "a local one"));
    // 7.9 km west of its meridian is where the cube's begins.
    ReferencedEnvelope box = new ReferencedEnvelope(492100, 493100, 4999000, 5000000, local);
    GridGeometry2D geometry = new GridGeometry2D(new GridEnvelope2D(0, 0, 50, 50), box);

    GeoBox grid = geometries.grid(geometry, NATIVE);

    assertThat(grid.crs()).isEqualTo("EPSG:32631");
    assertThat(grid.shape()).isEqualTo(new Shape(50, 50));
    assertThat(geometries.within(grid, NATIVE).isEmpty()).isFalse();
  }

  @Test
  void only_pixels_that_reach_the_cube_are_answered() {
    GeoBox asked =
        new GeoBox(new Shape(1000, 1000), new Affine(10, 0, 495000, 0, -10, 5005000), "EPSG:32631");

    assertThat(geometries.within(asked, NATIVE)).isEqualTo(Window.at(500, 500, 100, 100));
    assertThat(geometries.within(asked.crop(Window.at(0, 0, 100, 100)), NATIVE).isEmpty()).isTrue();
  }

  @Test
  void the_whole_world_is_cut_to_the_cube() {
    GeoBox world = new GeoBox(new Shape(180, 360), new Affine(1, 0, -180, 0, -1, 90), "EPSG:4326");

    Window window = geometries.within(world, NATIVE);

    assertThat(window.contains(44, 183)).isTrue();
    assertThat(window.pixels()).isLessThan(20);
  }

  @Test
  void a_grid_that_is_no_grid_is_refused() {
    GridGeometry2D flat =
        new GridGeometry2D(
            new GridEnvelope2D(0, 0, 5, 4),
            PixelInCell.CELL_CORNER,
            new AffineTransform2D(new AffineTransform(1e300, 0, 0, -1e300, 0, 0)),
            crs.decode("EPSG:32631"),
            null);

    assertThatThrownBy(() -> geometries.grid(flat, NATIVE))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("requested grid must be finite and invertible");
  }
}
