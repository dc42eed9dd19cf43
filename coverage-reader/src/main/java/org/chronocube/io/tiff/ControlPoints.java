// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.geolocation.ImageCrs;
import org.chronocube.geolocation.TiePoint;
import org.chronocube.geolocation.TiePointGrid;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.PixelTransform;
import org.chronocube.grid.Shape;

/**
 * The ground control points of a GeoTIFF without an affine: tie points in the fields of an image
 * (OGC GeoTIFF 1.1, 7.3). Columns and rows are those of pixel corners, or of pixel centres when the
 * file says that its pixels are points.
 */
final class ControlPoints {

  private ControlPoints() {}

  /** The grid of an image that a grid of control points places, in a CRS of its own. */
  static Optional<GeoBox> grid(Ifd ifd, Shape shape, URI uri) throws IOException {
    if (GeoKeys.of(ifd).crs() == null) {
      return Optional.empty();
    }
    try {
      TiePointGrid.of(read(ifd));
    } catch (IllegalArgumentException scattered) {
      return Optional.empty();
    }
    ImageCrs crs = new ImageCrs(ControlPointFormat.NAME, uri, Map.of());
    return Optional.of(new GeoBox(shape, Affine.IDENTITY, crs.id()));
  }

  /** The points with x and y of the file's CRS in the place of longitude and latitude. */
  private static List<TiePoint> read(Ifd ifd) throws IOException {
    double[] numbers = ifd.doubles(Tag.MODEL_TIEPOINT);
    double shift = GeoKeys.of(ifd).isPixelPoint() ? 0.5 : 0;
    List<TiePoint> points = new ArrayList<>();
    for (int i = 0; i + 5 < numbers.length; i += 6) {
      points.add(
          new TiePoint(
              numbers[i] + shift,
              numbers[i + 1] + shift,
              numbers[i + 3],
              numbers[i + 4],
              numbers[i + 5]));
    }
    return points;
  }

  /**
   * The model of the points.
   *
   * @throws IllegalArgumentException when they are no grid, or their CRS is not known
   */
  static TiePointGrid model(Ifd ifd, CrsRegistry crs) throws IOException {
    String id = GeoKeys.of(ifd).crs();
    List<TiePoint> points = read(ifd);
    if (id == null || points.isEmpty()) {
      throw new IllegalArgumentException("must have control points in a CRS with an EPSG code");
    }
    GeoBox from = new GeoBox(new Shape(1, 1), Affine.IDENTITY, id);
    GeoBox to = new GeoBox(new Shape(1, 1), Affine.IDENTITY, CrsRegistry.WGS84);
    PixelTransform toLonLat = crs.pixelTransform(from, to);
    double[] places = new double[2 * points.size()];
    for (int i = 0; i < points.size(); i++) {
      places[2 * i] = points.get(i).lon();
      places[2 * i + 1] = points.get(i).lat();
    }
    toLonLat.transform(places, points.size());
    List<TiePoint> ties = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      TiePoint p = points.get(i);
      ties.add(new TiePoint(p.col(), p.row(), places[2 * i], places[2 * i + 1], p.height()));
    }
    return TiePointGrid.of(ties);
  }
}
