// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.referencing.CRS;

/** Checks rasters on other grids against the Belgian field's own pixels. */
final class Reprojected {

  private Reprojected() {}

  /**
   * Every sample is that of the pixel below its centre, or of one that is within {@code margin}
   * pixels; no data outside the field.
   */
  static void assertNearest(GeoTiff tiff, Raster field, double margin) throws Exception {
    MathTransform back =
        CRS.findMathTransform(CRS.decode(tiff.crs(), true), CRS.decode("EPSG:32631", true), true);
    Raster raster = tiff.raster();
    List<String> wrong = new ArrayList<>();
    int valid = 0;
    for (int i = 0; i < raster.columns() * raster.rows(); i++) {
      double[] at = {i % raster.columns() + 0.5, i / raster.columns() + 0.5};
      tiff.corner().transform(at, 0, at, 0, 1);
      back.transform(at, 0, at, 0, 1);
      double column = (at[0] - Sample.FIELD_WEST) / 10;
      double row = (Sample.FIELD_NORTH - at[1]) / 10;
      float is = raster.bands().get(0)[i];
      valid += Float.isNaN(is) ? 0 : 1;
      if (!isOneOf(is, field, column, row, margin)) {
        wrong.add(is + " at column " + column + ", row " + row);
      }
    }
    assertThat(wrong.stream().limit(10)).as(wrong.size() + " samples differ").isEmpty();
    assertThat(valid).as("valid samples").isGreaterThan(raster.columns() * raster.rows() / 2);
  }

  private static boolean isOneOf(
      float sample, Raster field, double column, double row, double margin) {
    for (double dy : new double[] {0, -margin, margin}) {
      for (double dx : new double[] {0, -margin, margin}) {
        int x = (int) Math.floor(column + dx);
        int y = (int) Math.floor(row + dy);
        boolean inside = x >= 0 && y >= 0 && x < field.columns() && y < field.rows();
        float expected = inside ? field.sample(0, x, y) : Float.NaN;
        if (Float.compare(sample, expected) == 0) {
          return true;
        }
      }
    }
    return false;
  }
}
