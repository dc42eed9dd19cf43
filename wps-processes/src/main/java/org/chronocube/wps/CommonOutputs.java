// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import org.chronocube.wps.declaration.Output;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;

/** The outputs that processes share. */
final class CommonOutputs {

  static final Output POLYGONS =
      Output.of(
          SimpleFeatureCollection.class,
          "polygons",
          "Patches of change",
          "One feature for each patch of change, along pixel edges, in the grid's CRS. Attributes:"
              + " before, after (newest scene of each time; of a series its first and last date),"
              + " date, firstDate, lastDate (median, first and last date of change of its pixels, of"
              + " methods that tell one), magnitude (mean), maxMagnitude, confidence (mean, of methods"
              + " that tell one), direction (increase or decrease, of signed statistics; a patch has"
              + " one), area (m2) and perimeter (m) on the WGS 84 ellipsoid, pixels.");

  static final Output THRESHOLD =
      Output.of(
          Double.class, "threshold", "Threshold", "The statistic above which pixels are change.");

  static final Output REPORT =
      Output.of(
          String.class,
          "report",
          "Report",
          "What the result was made of, as a STAC item in JSON: process and version, parameters,"
              + " scenes, what was learned, and how much changed.");

  private CommonOutputs() {}

  /** The coverage, whose bands a sentence tells. */
  static Output coverage(String bands) {
    return Output.primary(
        GridCoverage2D.class,
        "coverage",
        "Coverage",
        bands + " NaN where a pixel is outside the area or has no answer.");
  }
}
