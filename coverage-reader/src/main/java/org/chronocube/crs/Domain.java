// SPDX-License-Identifier: Apache-2.0
package org.chronocube.crs;

import org.geotools.api.metadata.extent.GeographicBoundingBox;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.referencing.CRS;

/**
 * Where on Earth a CRS is taken at its word. Beyond, some projections give numbers that look like
 * any others: a transverse Mercator folds the far side of the Earth onto the near one.
 *
 * @param west degrees
 * @param east degrees, > west; may exceed 180
 */
record Domain(double west, double east) {

  /** Everywhere. */
  static final Domain WORLD = new Domain(-Double.MAX_VALUE, Double.MAX_VALUE);

  // Two zones either side for transverse Mercator, 15 degrees from the central meridian: that far
  // GeoTools' series are good to millimetres, and its own checks (with assertions on) agree.
  private static final double NARROW_MARGIN = 12;
  private static final double WIDE_MARGIN = 70;

  static Domain of(CoordinateReferenceSystem crs) {
    if (crs instanceof GeographicCRS || isCylindrical(crs)) {
      return WORLD;
    }
    GeographicBoundingBox box = CRS.getGeographicBoundingBox(crs);
    if (box == null) {
      return WORLD;
    }
    double west = box.getWestBoundLongitude();
    double east = box.getEastBoundLongitude();
    east += east < west ? 360 : 0;
    double margin = method(crs).contains("Transverse") ? NARROW_MARGIN : WIDE_MARGIN;
    return new Domain(west - margin, east + margin);
  }

  private static boolean isCylindrical(CoordinateReferenceSystem crs) {
    String method = method(crs);
    return method.contains("Mercator") && !method.contains("Transverse")
        || method.contains("Cylindrical")
        || method.contains("Equidistant");
  }

  private static String method(CoordinateReferenceSystem crs) {
    return crs instanceof ProjectedCRS projected
        ? projected.getConversionFromBase().getMethod().getName().getCode()
        : "";
  }

  boolean isWorld() {
    return equals(WORLD);
  }

  /** True when a meridian is inside; longitudes are taken modulo 360. */
  boolean contains(double lon) {
    if (isWorld() || east - west >= 360) {
      return true;
    }
    double turned = lon - 360 * Math.floor((lon - west) / 360);
    return turned <= east;
  }
}
