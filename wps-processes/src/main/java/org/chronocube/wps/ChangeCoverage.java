// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import org.chronocube.analysis.ChangeMap;
import org.chronocube.crs.CrsRegistry;
import org.geotools.coverage.grid.GridCoverage2D;

/** A change map as a coverage. */
final class ChangeCoverage {

  private ChangeCoverage() {}

  static GridCoverage2D of(ChangeMap map, CrsRegistry crs) {
    return FloatCoverages.create(
        "change", map.grid(), List.of("magnitude", "direction", "change"), bands(map), crs);
  }

  private static float[][] bands(ChangeMap map) {
    float[] magnitude = map.magnitude().clone();
    float[] direction = map.direction().clone();
    float[] change = new float[magnitude.length];
    for (int i = 0; i < change.length; i++) {
      if (map.valid().isValid(i)) {
        change[i] = map.change()[i];
      } else {
        magnitude[i] = Float.NaN;
        direction[i] = Float.NaN;
        change[i] = Float.NaN;
      }
    }
    return new float[][] {magnitude, direction, change};
  }
}
