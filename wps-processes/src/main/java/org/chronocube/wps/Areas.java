// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import org.chronocube.InvalidParameterException;
import org.chronocube.analysis.Area;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.GeoBox;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Geometry;

/** The area of a request: the geometry and whatever says its CRS. */
final class Areas {

  private Areas() {}

  /** The area of a cube. */
  static Area of(CubeSource.Found found, Geometry geometry, String crs) {
    return of(found.cube().grid(), "cube " + found.cube().name(), geometry, crs, found.crs());
  }

  /**
   * @param grid of which the area is a part
   * @param name of what has it, for the error
   * @param geometry null for all of it
   * @param crs {@code EPSG:n}, x first; null or blank to take the CRS in the geometry's user data
   *     (in that CRS's own order of axes, as GeoServer's parsers leave it), else its SRID, else
   *     longitude, latitude
   */
  static Area of(GeoBox grid, String name, Geometry geometry, String crs, CrsRegistry registry) {
    if (geometry == null) {
      return Area.whole(grid);
    }
    if (crs != null && !crs.isBlank()) {
      return Area.of(grid, name, geometry, crs.strip(), registry);
    }
    if (geometry.getUserData() instanceof CoordinateReferenceSystem own) {
      return Area.of(grid, name, xFirst(geometry, own), id("area", own, registry), registry);
    }
    String id = geometry.getSRID() > 0 ? "EPSG:" + geometry.getSRID() : CrsRegistry.WGS84;
    return Area.of(grid, name, geometry, id, registry);
  }

  static String id(String parameter, CoordinateReferenceSystem own, CrsRegistry registry) {
    return registry
        .identify(own)
        .orElseThrow(
            () ->
                new InvalidParameterException(
                    parameter, parameter + "'s CRS must have an EPSG code"));
  }

  static Geometry xFirst(Geometry geometry, CoordinateReferenceSystem own) {
    if (CRS.getAxisOrder(own) != CRS.AxisOrder.NORTH_EAST) {
      return geometry;
    }
    Geometry turned = geometry.copy();
    turned.apply(
        (CoordinateFilter)
            c -> {
              double y = c.x;
              c.x = c.y;
              c.y = y;
            });
    turned.geometryChanged();
    return turned;
  }
}
