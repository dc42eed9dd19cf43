// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.time.TimeGrouping;

/** Cubes for tests. */
final class TestCubes {

  /** 10 m pixels in UTM 31N, the corner of pixel (0, 0) at 500 000, 5 000 000. */
  static GeoBox grid(int height, int width) {
    return new GeoBox(
        new Shape(height, width), new Affine(10, 0, 500000, 0, -10, 5000000), "EPSG:32631");
  }

  static Band band(String name, DataType type, double noData) {
    return Band.of(name, type, NoData.of(noData));
  }

  static Cube cube(String name, GeoBox grid, Band... bands) {
    return new Cube(
        name,
        "Title of " + name,
        "",
        List.of("p"),
        List.of(bands).stream().map(b -> new CubeBand(b, b.name())).toList(),
        grid,
        TimeGrouping.SOLAR_DAY,
        MosaicRule.MOST_RECENT,
        Resampling.AVERAGE,
        List.of());
  }

  private TestCubes() {}
}
