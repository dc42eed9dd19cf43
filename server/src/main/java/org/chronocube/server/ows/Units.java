// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import javax.measure.IncommensurableException;
import javax.measure.UnconvertibleException;
import javax.measure.Unit;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import si.uom.SI;

/** Lengths of CRS units, for scale denominators. */
public final class Units {

  /**
   * One degree along the equator of WGS 84 (semi-major axis 6378137 m), OGC 06-042 clause
   * 7.2.4.6.9.
   */
  public static final double METRES_PER_DEGREE = 6378137.0 * Math.PI / 180;

  /** The pixel OGC assumes: 0.28 mm. */
  public static final double PIXEL_METRES = 0.00028;

  private Units() {}

  /** Metres per unit of the first axis; angles as arcs of the equator. */
  public static double metresPerUnit(CoordinateReferenceSystem crs) {
    Unit<?> unit = crs.getCoordinateSystem().getAxis(0).getUnit();
    try {
      if (unit.isCompatible(SI.METRE)) {
        return unit.getConverterToAny(SI.METRE).convert(1);
      }
      return Math.toDegrees(unit.getConverterToAny(SI.RADIAN).convert(1)) * METRES_PER_DEGREE;
    } catch (IncommensurableException | UnconvertibleException e) {
      throw new IllegalArgumentException("axes must be lengths or angles, were " + unit, e);
    }
  }

  /** Scale denominator of a map whose pixels are {@code unitsPerPixel} wide. */
  public static double scaleDenominator(double unitsPerPixel, CoordinateReferenceSystem crs) {
    return unitsPerPixel * metresPerUnit(crs) / PIXEL_METRES;
  }
}
