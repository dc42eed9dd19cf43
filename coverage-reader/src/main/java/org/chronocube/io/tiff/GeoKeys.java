// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The numeric keys of the GeoKeyDirectory (OGC GeoTIFF 1.1, 7.1 and annex D).
 *
 * @param shorts keys whose value is in the directory
 * @param doubles keys whose first value is in GeoDoubleParams
 */
record GeoKeys(Map<Integer, Integer> shorts, Map<Integer, Double> doubles) {

  private static final int MODEL_TYPE = 1024;
  private static final int RASTER_TYPE = 1025;
  private static final int GEOGRAPHIC_CRS = 2048;
  private static final int PROJECTED_CRS = 3072;
  private static final int PROJECTION = 3074;
  private static final int METHOD = 3075;
  private static final int LINEAR_UNIT = 3076;
  private static final int ORIGIN_LONGITUDE = 3080;
  private static final int ORIGIN_LATITUDE = 3081;
  private static final int FALSE_EASTING = 3082;
  private static final int FALSE_NORTHING = 3083;
  private static final int ORIGIN_SCALE = 3092;

  private static final int USER_DEFINED = 32767;
  private static final int TRANSVERSE_MERCATOR = 1;
  private static final int METRE = 9001;

  static GeoKeys of(Ifd ifd) throws IOException {
    long[] directory = ifd.longs(Tag.GEO_KEY_DIRECTORY);
    double[] params = ifd.doubles(Tag.GEO_DOUBLE_PARAMS);
    Map<Integer, Integer> shorts = new HashMap<>();
    Map<Integer, Double> doubles = new HashMap<>();
    for (int i = 4; i + 3 < directory.length && i < 4 + 4 * directory[3]; i += 4) {
      int key = (int) directory[i];
      int value = (int) directory[i + 3];
      if (directory[i + 1] == 0) {
        shorts.put(key, value);
      } else if (directory[i + 1] == Tag.GEO_DOUBLE_PARAMS && value < params.length) {
        doubles.put(key, params[value]);
      }
    }
    return new GeoKeys(shorts, doubles);
  }

  /** True when coordinates of tie points are those of pixel centres. */
  boolean isPixelPoint() {
    return shorts.getOrDefault(RASTER_TYPE, 1) == 2;
  }

  /** {@code EPSG:n}, or null when the horizontal CRS has no code that can be told. */
  String crs() {
    int model = shorts.getOrDefault(MODEL_TYPE, 0);
    int projected = shorts.getOrDefault(PROJECTED_CRS, 0);
    int geographic = shorts.getOrDefault(GEOGRAPHIC_CRS, 0);
    if (model == 2) {
      return isCode(geographic) ? "EPSG:" + geographic : null;
    }
    if (model != 0 && model != 1 || projected == 0) {
      return null;
    }
    return isCode(projected) ? "EPSG:" + projected : utm(geographic);
  }

  private static boolean isCode(int code) {
    return code >= 1024 && code < USER_DEFINED;
  }

  // A projected CRS without a code that is UTM on a datum with a whole range of codes.
  private String utm(int geographic) {
    if (shorts.getOrDefault(LINEAR_UNIT, METRE) != METRE) {
      return null;
    }
    int zone = zoneOfProjection();
    if (zone == 0) {
      zone = zoneOfParameters();
    }
    if (geographic == 4326 && zone != 0) {
      return "EPSG:" + (zone > 0 ? 32600 + zone : 32700 - zone);
    }
    if (geographic == 4258 && zone >= 28 && zone <= 38) {
      return "EPSG:" + (25800 + zone);
    }
    if (geographic == 4269 && zone >= 1 && zone <= 23) {
      return "EPSG:" + (26900 + zone);
    }
    return null;
  }

  // EPSG's coordinate operations 16001..16060 and 16101..16160: UTM north and south.
  private int zoneOfProjection() {
    int code = shorts.getOrDefault(PROJECTION, 0);
    if (code > 16000 && code <= 16060) {
      return code - 16000;
    }
    return code > 16100 && code <= 16160 ? 16100 - code : 0;
  }

  /** UTM zone, negative in the south, 0 when the parameters are not UTM's. */
  private int zoneOfParameters() {
    double northing = doubles.getOrDefault(FALSE_NORTHING, 0.0);
    double zone = (doubles.getOrDefault(ORIGIN_LONGITUDE, 0.0) + 183) / 6;
    boolean isUtm =
        shorts.getOrDefault(METHOD, 0) == TRANSVERSE_MERCATOR
            && doubles.getOrDefault(ORIGIN_LATITUDE, 0.0) == 0
            && doubles.getOrDefault(ORIGIN_SCALE, 0.0) == 0.9996
            && doubles.getOrDefault(FALSE_EASTING, 0.0) == 500000
            && (northing == 0 || northing == 10000000)
            && zone >= 1
            && zone <= 60
            && zone == Math.rint(zone);
    return isUtm ? (int) (northing == 0 ? zone : -zone) : 0;
  }
}
