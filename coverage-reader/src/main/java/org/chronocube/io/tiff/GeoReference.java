// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;
import java.net.URI;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;

/** From the GeoTIFF fields of an image to its grid (OGC GeoTIFF 1.1, 7.3 and annex B). */
final class GeoReference {

  private GeoReference() {}

  /**
   * The corner-anchored grid, or that of the image itself where a grid of control points places it;
   * null when there is neither, or no CRS with an EPSG code.
   *
   * @param uri of the file
   */
  static GeoBox grid(Ifd ifd, Shape shape, URI uri) throws IOException {
    GeoKeys keys = GeoKeys.of(ifd);
    String crs = keys.crs();
    double[] m = crs == null ? null : coefficients(ifd);
    if (m == null) {
      return ControlPoints.grid(ifd, shape, uri).orElse(null);
    }
    try {
      Affine affine = new Affine(m[0], m[1], m[2], m[3], m[4], m[5]);
      return new GeoBox(shape, keys.isPixelPoint() ? affine.shift(-0.5, -0.5) : affine, crs);
    } catch (IllegalArgumentException e) {
      throw new TiffException("georeference: " + e.getMessage(), e);
    }
  }

  // As GDAL: pixel scale with one tie point first, then the matrix; tie points alone are GCPs.
  private static double[] coefficients(Ifd ifd) throws IOException {
    double[] scale = ifd.doubles(Tag.MODEL_PIXEL_SCALE);
    double[] tie = ifd.doubles(Tag.MODEL_TIEPOINT);
    if (scale.length >= 2 && scale[0] != 0 && scale[1] != 0 && tie.length >= 6) {
      double a = scale[0];
      double e = -Math.abs(scale[1]);
      return new double[] {a, 0, tie[3] - tie[0] * a, 0, e, tie[4] - tie[1] * e};
    }
    double[] matrix = ifd.doubles(Tag.MODEL_TRANSFORMATION);
    if (matrix.length == 16) {
      return new double[] {matrix[0], matrix[1], matrix[3], matrix[4], matrix[5], matrix[7]};
    }
    return null;
  }
}
