// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.util.List;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterInfo;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Granule;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;

class OutlinesTest {

  private static final GeoBox GRID =
      new GeoBox(new Shape(4, 6), new Affine(0.5, 0, 10, 0, -0.5, 50), "EPSG:4326");

  private final Outlines outlines = new Outlines(new CrsRegistry());

  @Test
  void the_outline_of_a_grid_is_that_of_its_corners() {
    Geometry outline = outlines.ofGrid(GRID);

    assertThat(outline.getArea()).isCloseTo(6 * 0.5 * 4 * 0.5, within(1e-9));
    assertThat(outline.getEnvelopeInternal().getMinX()).isEqualTo(10);
    assertThat(outline.getEnvelopeInternal().getMaxY()).isEqualTo(50);
  }

  @Test
  void a_grid_over_the_antimeridian_is_cut_there() {
    // UTM zone 1 begins at 180 degrees; this grid begins west of it.
    GeoBox fiji =
        new GeoBox(
            new Shape(100, 100), new Affine(3000, 0, 50000, 0, -3000, 8200000), "EPSG:32701");

    Geometry outline = outlines.ofGrid(fiji);

    assertThat(outline.getNumGeometries()).isEqualTo(2);
    assertThat(outline.getEnvelopeInternal().getMinX()).isEqualTo(-180);
    assertThat(outline.getEnvelopeInternal().getMaxX()).isEqualTo(180);
    assertThat(outline.getArea()).isLessThan(12);
  }

  @Test
  void a_grid_around_the_pole_holds_the_pole() {
    GeoBox arctic =
        new GeoBox(
            new Shape(10, 10), new Affine(100000, 0, -500000, 0, -100000, 500000), "EPSG:3995");

    Geometry outline = outlines.ofGrid(arctic);

    assertThat(outline.getEnvelopeInternal().getMaxY()).isEqualTo(90);
    assertThat(outline.getEnvelopeInternal().getWidth()).isCloseTo(360, within(1e-6));
    assertThat(outline.isValid()).isTrue();
  }

  @Test
  void valid_data_is_outlined_by_the_hull_of_its_pixels() {
    // A tilted square as Landsat's scenes are:
    //   . . # . . .
    //   . # # # . .
    //   # # # # # .
    //   . . # . . .
    String rows = "..#..." + ".###.." + "#####." + "..#...";

    Geometry hull = outlines.ofValidData(raster(rows), granule(NoData.of(0)));

    // Corners by hand, in pixels from the upper left: (2,0) (3,0) (5,2) (5,3) (3,4) (2,4) (0,3)
    // (0,2): a rectangle of 20 pixels less corners of 2, 2, 1 and 1; each is 0.25 square degrees.
    assertThat(hull.getNumPoints()).isEqualTo(9);
    assertThat(hull.getArea()).isCloseTo(14 * 0.25, within(1e-9));
  }

  @Test
  void nothing_valid_is_an_error_that_names_the_file() {
    assertThatThrownBy(() -> outlines.ofValidData(raster(".".repeat(24)), granule(NoData.of(0))))
        .isInstanceOf(SceneParseException.class)
        .hasMessage("file:/x.tif must have valid pixels, has none");
  }

  private static Granule granule(NoData noData) {
    return new Granule(
        "B4", URI.create("file:/x.tif"), 0, GRID, DataType.UINT16, noData, Scaling.IDENTITY);
  }

  /** A file that declares no nodata: a dot is 0, a hash 1. */
  private static BlockReader raster(String rows) {
    RasterInfo info =
        new RasterInfo(
            URI.create("file:/x.tif"),
            GRID,
            DataType.UINT16,
            1,
            NoData.NONE,
            List.of(Scaling.IDENTITY),
            List.of(new RasterInfo.Level(GRID.shape(), GRID.shape())));
    return new BlockReader() {
      @Override
      public RasterInfo info() {
        return info;
      }

      @Override
      public RasterBlock read(int level, int band, Window window) {
        RasterBlock block = RasterBlock.allocate(window.shape());
        for (int i = 0; i < rows.length(); i++) {
          block.samples()[i] = rows.charAt(i) == '#' ? 1 : 0;
          block.mask().setValid(i);
        }
        return block;
      }
    };
  }
}
