// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.landsat;

import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.product.SceneParseException;

/**
 * The grids of a product, from the projection parameters of its metadata.
 *
 * <p>The corner coordinates there are centres of corner pixels, the same for the bands of each
 * resolution: the 15 m band has one row and column less than twice those of 30 m. UTM zones are
 * northern ones with negative northings in the south; a negative zone with positive northings, as
 * other software of the USGS writes it, is a southern one. Polar scenes are stereographic:
 * Antarctic EPSG:3031, Arctic EPSG:3995.
 */
record Grids(Mtl mtl) {

  private static final String GROUP = "PROJECTION_ATTRIBUTES";
  private static final double TRUE_SCALE = 71;

  /**
   * @param kind {@code REFLECTIVE}, {@code THERMAL} or {@code PANCHROMATIC}
   * @throws SceneParseException when the metadata do not say it, or name another projection
   */
  GeoBox of(String kind) {
    // Level-2 metadata of products without temperature have no thermal grid, and need none.
    String orientation = mtl.value(GROUP, "ORIENTATION").orElse("NORTH_UP");
    if (!orientation.equals("NORTH_UP")) {
      throw new SceneParseException(
          "ORIENTATION must be NORTH_UP, was " + orientation + " in " + mtl.file());
    }
    double cell = mtl.requiredNumber(GROUP, "GRID_CELL_SIZE_" + kind);
    Shape shape =
        new Shape(
            (int) mtl.requiredNumber(GROUP, kind + "_LINES"),
            (int) mtl.requiredNumber(GROUP, kind + "_SAMPLES"));
    double left = mtl.requiredNumber(GROUP, "CORNER_UL_PROJECTION_X_PRODUCT") - cell / 2;
    double top = mtl.requiredNumber(GROUP, "CORNER_UL_PROJECTION_Y_PRODUCT") + cell / 2;
    return new GeoBox(shape, Affine.northUp(left, top, new Resolution(cell, cell)), crs());
  }

  private String crs() {
    String projection = mtl.required(GROUP, "MAP_PROJECTION");
    return switch (projection) {
      case "UTM" -> utm();
      case "PS" -> polar();
      default ->
          throw new SceneParseException(
              "MAP_PROJECTION must be UTM or PS, was " + projection + " in " + mtl.file());
    };
  }

  private String utm() {
    int zone = (int) mtl.requiredNumber(GROUP, "UTM_ZONE");
    if (zone == 0 || Math.abs(zone) > 60) {
      throw new SceneParseException("UTM_ZONE must be 1..60, was " + zone + " in " + mtl.file());
    }
    boolean falseNorthing =
        zone < 0 && mtl.requiredNumber(GROUP, "CORNER_UL_PROJECTION_Y_PRODUCT") > 0;
    return "EPSG:" + ((falseNorthing ? 32700 : 32600) + Math.abs(zone));
  }

  private String polar() {
    double trueScale = mtl.requiredNumber(GROUP, "TRUE_SCALE_LAT");
    double meridian = mtl.requiredNumber(GROUP, "VERTICAL_LON_FROM_POLE");
    if (Math.abs(trueScale) != TRUE_SCALE || meridian != 0) {
      throw new SceneParseException(
          "TRUE_SCALE_LAT must be 71 or -71 and VERTICAL_LON_FROM_POLE 0, were "
              + trueScale
              + " and "
              + meridian
              + " in "
              + mtl.file());
    }
    return trueScale < 0 ? "EPSG:3031" : "EPSG:3995";
  }
}
