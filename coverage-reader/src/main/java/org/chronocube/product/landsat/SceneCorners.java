// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.landsat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Footprints;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * The outline of what the sensor saw, which is tilted inside the rectangle of the raster: from the
 * angle coefficient file ({@code …_ANG.txt}), which has for each band the rows and columns of the
 * image's corners on the grid of the product (USGS LSDS-1822, section on the angle coefficient
 * file).
 */
final class SceneCorners {

  private static final long MAX_BYTES = 4 << 20;
  private static final int CORNERS = 4;
  private static final Pattern ENTRY =
      Pattern.compile(
          "BAND(\\d\\d)_(NUM_L1T_LINES|NUM_L1T_SAMPS|L1T_IMAGE_CORNER_LINES|L1T_IMAGE_CORNER_SAMPS)"
              + "\\s*=\\s*\\(?([^)\\n]*)");
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private SceneCorners() {}

  /**
   * The convex hull of all bands' corners, longitude latitude.
   *
   * @param grid of the reflective bands
   * @throws SceneParseException when the file has no corners
   */
  static Geometry footprint(Path angles, GeoBox grid, CrsRegistry crs) {
    Map<String, double[]> entries = new HashMap<>();
    Matcher m = ENTRY.matcher(Mtl.text(angles, MAX_BYTES));
    while (m.find()) {
      entries.put(m.group(1) + m.group(2), numbers(m.group(3), angles));
    }
    List<Coordinate> corners = new ArrayList<>();
    for (String key : entries.keySet()) {
      if (key.endsWith("CORNER_LINES")) {
        addBand(key.substring(0, 2), entries, grid, corners);
      }
    }
    Geometry hull =
        GEOMETRIES.createMultiPointFromCoords(corners.toArray(Coordinate[]::new)).convexHull();
    if (hull.getDimension() != 2) {
      throw new SceneParseException(angles + " must have the corners of a band's image");
    }
    return Footprints.normalize(crs.transform(hull, grid.crs(), CrsRegistry.WGS84));
  }

  private static void addBand(
      String band, Map<String, double[]> entries, GeoBox grid, List<Coordinate> corners) {
    double[] rows = entries.get(band + "L1T_IMAGE_CORNER_LINES");
    double[] cols = entries.get(band + "L1T_IMAGE_CORNER_SAMPS");
    double[] lines = entries.get(band + "NUM_L1T_LINES");
    double[] samples = entries.get(band + "NUM_L1T_SAMPS");
    if (cols == null || lines == null || samples == null) {
      return;
    }
    // The 15 m band counts finer pixels; rows and columns are of pixel centres.
    double rowScale = pixelRatio(grid.height(), lines[0]);
    double colScale = pixelRatio(grid.width(), samples[0]);
    Affine affine = grid.affine();
    for (int i = 0; i < Math.min(CORNERS, Math.min(rows.length, cols.length)); i++) {
      double col = cols[i] * colScale + 0.5;
      double row = rows[i] * rowScale + 0.5;
      corners.add(new Coordinate(affine.x(col, row), affine.y(col, row)));
    }
  }

  // Centres of the corner pixels coincide, so extents between centres compare.
  private static double pixelRatio(int pixels, double bandPixels) {
    return bandPixels > 1 ? (pixels - 1) / (bandPixels - 1) : 1;
  }

  private static double[] numbers(String text, Path file) {
    String[] words = text.strip().split("[,\\s]+");
    double[] numbers = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      try {
        numbers[i] = Double.parseDouble(words[i]);
      } catch (NumberFormatException e) {
        throw new SceneParseException(
            "corners must be numbers, were " + text.strip() + " in " + file, e);
      }
    }
    return numbers;
  }
}
