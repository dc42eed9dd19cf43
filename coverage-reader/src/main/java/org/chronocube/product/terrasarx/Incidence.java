// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.terrasarx;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.PixelTransform;
import org.chronocube.grid.Shape;
import org.chronocube.product.SceneParseException;
import org.chronocube.xml.XmlElement;

/**
 * The incidence angle as a plane over the image, fitted to those of the scene's corners and centre.
 * Across a swath of 30 km it bends by some hundredths of a degree from a plane.
 *
 * @param first degrees, at the corner of the first pixel
 * @param perColumn degrees a column
 * @param perRow degrees a row
 */
record Incidence(double first, double perColumn, double perRow) {

  private static final Shape ONE = new Shape(1, 1);

  /** An angle at a place of the image. */
  private record Point(double col, double row, double angle) {}

  /**
   * @param sceneInfo corners and centre with their angles
   * @throws SceneParseException when not even the centre has one
   */
  static Incidence of(XmlElement sceneInfo, GeoBox grid, CrsRegistry crs) {
    PixelTransform toPixel =
        crs.pixelTransform(new GeoBox(ONE, Affine.IDENTITY, CrsRegistry.WGS84), grid);
    List<Point> points = new ArrayList<>();
    for (XmlElement child : sceneInfo.children()) {
      OptionalDouble angle = child.numberOf("incidenceAngle");
      if (angle.isPresent() && child.name().matches("scene(Corner|Center)Coord")) {
        double[] at = {child.requireNumber("lon"), child.requireNumber("lat")};
        toPixel.transform(at, 1);
        points.add(new Point(at[0], at[1], angle.getAsDouble()));
      }
    }
    if (points.isEmpty()) {
      throw new SceneParseException(
          sceneInfo.document() + " must have an incidenceAngle in sceneInfo, has none");
    }
    return points.size() < 4 ? flat(points) : fitted(points);
  }

  private static Incidence flat(List<Point> points) {
    return new Incidence(points.stream().mapToDouble(Point::angle).average().orElseThrow(), 0, 0);
  }

  // Least squares, about the middle of the points.
  private static Incidence fitted(List<Point> points) {
    double c0 = points.stream().mapToDouble(Point::col).average().orElseThrow();
    double r0 = points.stream().mapToDouble(Point::row).average().orElseThrow();
    double a0 = points.stream().mapToDouble(Point::angle).average().orElseThrow();
    double cc = 0;
    double cr = 0;
    double rr = 0;
    double ca = 0;
    double ra = 0;
    for (Point p : points) {
      double c = p.col - c0;
      double r = p.row - r0;
      cc += c * c;
      cr += c * r;
      rr += r * r;
      ca += c * (p.angle - a0);
      ra += r * (p.angle - a0);
    }
    double det = cc * rr - cr * cr;
    if (!(det > 0)) {
      return flat(points);
    }
    double perColumn = (ca * rr - ra * cr) / det;
    double perRow = (ra * cc - ca * cr) / det;
    return new Incidence(a0 - perColumn * c0 - perRow * r0, perColumn, perRow);
  }
}
