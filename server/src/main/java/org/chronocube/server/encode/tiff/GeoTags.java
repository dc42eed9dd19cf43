// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.tiff;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.server.encode.UnsupportedRasterException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;

/** The georeferencing tags of GeoTIFF 1.1 (OGC 19-008r4): pixel is area, CRS by its EPSG code. */
final class GeoTags {

  private static final int MODEL_PIXEL_SCALE = 33550;
  private static final int MODEL_TIEPOINT = 33922;
  private static final int MODEL_TRANSFORMATION = 34264;
  private static final int GEO_KEY_DIRECTORY = 34735;
  private static final int GEO_ASCII_PARAMS = 34737;

  private static final int GT_MODEL_TYPE = 1024;
  private static final int GT_RASTER_TYPE = 1025;
  private static final int GT_CITATION = 1026;
  private static final int GEODETIC_CRS = 2048;
  private static final int GEOG_ANGULAR_UNITS = 2054;
  private static final int PROJECTED_CRS = 3072;
  private static final int PROJ_LINEAR_UNITS = 3076;
  private static final int PIXEL_IS_AREA = 1;
  private static final int DEGREE = 9102;
  private static final int METRE = 9001;
  private static final int MAX_CODE = 32766;

  private GeoTags() {}

  /**
   * @throws UnsupportedRasterException when the CRS has no key: not EPSG, code over 32766, or
   *     neither projected nor geographic
   */
  static void put(TiffDirectory directory, GeoBox grid) {
    putTransform(directory, grid.affine());
    int code = epsgCode(grid.crs());
    CoordinateReferenceSystem crs = new CrsRegistry().decode(grid.crs());
    String citation = crs.getName().getCode().replaceAll("[^\\x20-\\x7b\\x7d\\x7e]", "?") + "|";
    List<int[]> keys = new ArrayList<>();
    boolean projected = crs instanceof ProjectedCRS;
    keys.add(new int[] {GT_MODEL_TYPE, 0, 1, projected ? 1 : 2});
    keys.add(new int[] {GT_RASTER_TYPE, 0, 1, PIXEL_IS_AREA});
    int length = citation.getBytes(StandardCharsets.US_ASCII).length;
    keys.add(new int[] {GT_CITATION, GEO_ASCII_PARAMS, length, 0});
    if (projected) {
      keys.add(new int[] {PROJECTED_CRS, 0, 1, code});
      if ("m".equals(crs.getCoordinateSystem().getAxis(0).getUnit().toString())) {
        keys.add(new int[] {PROJ_LINEAR_UNITS, 0, 1, METRE});
      }
    } else if (crs instanceof GeographicCRS) {
      keys.add(new int[] {GEODETIC_CRS, 0, 1, code});
      keys.add(new int[] {GEOG_ANGULAR_UNITS, 0, 1, DEGREE});
    } else {
      throw new UnsupportedRasterException(
          "the CRS of a GeoTIFF must be projected or geographic, was " + grid.crs());
    }
    directory.shorts(GEO_KEY_DIRECTORY, flatten(keys)).ascii(GEO_ASCII_PARAMS, citation);
  }

  private static void putTransform(TiffDirectory directory, Affine t) {
    if (t.isRectilinear() && t.a() > 0 && t.e() < 0) {
      directory
          .doubles(MODEL_PIXEL_SCALE, t.a(), -t.e(), 0)
          .doubles(MODEL_TIEPOINT, 0, 0, 0, t.c(), t.f(), 0);
    } else {
      directory.doubles(
          MODEL_TRANSFORMATION,
          new double[] {t.a(), t.b(), 0, t.c(), t.d(), t.e(), 0, t.f(), 0, 0, 0, 0, 0, 0, 0, 1});
    }
  }

  /** The EPSG code of a CRS identifier that fits into a key. */
  static int epsgCode(String crs) {
    if (crs.matches("EPSG:[0-9]{1,5}")) {
      int code = Integer.parseInt(crs.substring(5));
      if (code >= 1024 && code <= MAX_CODE) {
        return code;
      }
    }
    throw new UnsupportedRasterException(
        "the CRS of a GeoTIFF must be an EPSG code in 1024.." + MAX_CODE + ", was " + crs);
  }

  private static int[] flatten(List<int[]> keys) {
    int[] directory = new int[4 * (keys.size() + 1)];
    directory[0] = 1;
    directory[1] = 1;
    directory[3] = keys.size();
    for (int i = 0; i < keys.size(); i++) {
      System.arraycopy(keys.get(i), 0, directory, 4 * (i + 1), 4);
    }
    return directory;
  }
}
