// SPDX-License-Identifier: Apache-2.0
package org.chronocube.crs;

import java.util.Arrays;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;

/** Makes transforms between CRSs that say NaN where one of them is not to be trusted. */
final class WorldTransforms {

  private static final String LAEA_EUROPE = "EPSG:3035";

  // What a point may be off after a round trip through longitude latitude: 1 m, or its equal.
  private static final double ROUND_TRIP = 1;

  // Beyond this many metres or degrees GeoTools no longer says that a point is undefined but
  // fails in other ways; the Earth is 4e7 m around.
  private static final double FARTHEST = 1e8;

  private final CrsRegistry crs;

  WorldTransforms(CrsRegistry crs) {
    this.crs = crs;
  }

  PointTransform between(String from, String to) {
    if (from.equals(to)) {
      return PointTransform.IDENTITY;
    }
    PointTransform direct = direct(from, to);
    Domain fromDomain = domain(from);
    Domain toDomain = domain(to);
    if (fromDomain.isWorld() && toDomain.isWorld()) {
      return direct;
    }
    PointTransform toLonLat = direct(from, CrsRegistry.WGS84);
    PointTransform back = fromDomain.isWorld() ? null : direct(CrsRegistry.WGS84, from);
    return (points, count) -> {
      double[] lonLat = Arrays.copyOf(points, 2 * count);
      toLonLat.transform(lonLat, count);
      for (int i = 0; i < 2 * count; i += 2) {
        boolean trusted =
            fromDomain.contains(lonLat[i])
                && toDomain.contains(lonLat[i])
                && Math.abs(lonLat[i + 1]) <= 90;
        points[i] = trusted ? points[i] : Double.NaN;
      }
      if (back != null) {
        checkRoundTrip(back, lonLat, points, count);
      }
      direct.transform(points, count);
    };
  }

  // A point off the Earth may get a place on it by a projection's inverse, but not one it is at.
  private static void checkRoundTrip(
      PointTransform back, double[] lonLat, double[] points, int count) {
    back.transform(lonLat, count);
    for (int i = 0; i < 2 * count; i += 2) {
      points[i] = isSame(points, lonLat, i) ? points[i] : Double.NaN;
    }
  }

  // Ours is exact up to the antipode and knows where the Earth ends.
  private Domain domain(String id) {
    return id.equals(LAEA_EUROPE) ? Domain.WORLD : Domain.of(crs.decode(id));
  }

  private static boolean isSame(double[] a, double[] b, int i) {
    return Math.abs(a[i] - b[i]) < ROUND_TRIP && Math.abs(a[i + 1] - b[i + 1]) < ROUND_TRIP;
  }

  private PointTransform direct(String from, String to) {
    if (from.equals(to)) {
      return PointTransform.IDENTITY;
    }
    if (from.equals(LAEA_EUROPE)) {
      PointTransform unproject = LambertAzimuthal.EUROPE::unproject;
      return unproject.then(direct(CrsRegistry.WGS84, to));
    }
    if (to.equals(LAEA_EUROPE)) {
      return direct(from, CrsRegistry.WGS84).then(LambertAzimuthal.EUROPE::project);
    }
    MathTransform transform = crs.transform(from, to);
    return (points, count) -> transform(transform, points, count);
  }

  // Points that are undefined already are left out: GeoTools throws on them.
  private static void transform(MathTransform transform, double[] points, int count) {
    double[] known = new double[2 * count];
    int n = 0;
    for (int i = 0; i < 2 * count; i += 2) {
      if (isKnown(points, i)) {
        known[n++] = points[i];
        known[n++] = points[i + 1];
      }
    }
    transformKnown(transform, known, n / 2);
    int k = 0;
    for (int i = 0; i < 2 * count; i += 2) {
      boolean was = isKnown(points, i);
      boolean is = was && Double.isFinite(known[k]) && Double.isFinite(known[k + 1]);
      points[i] = is ? known[k] : Double.NaN;
      points[i + 1] = is ? known[k + 1] : Double.NaN;
      k += was ? 2 : 0;
    }
  }

  private static boolean isKnown(double[] points, int i) {
    return Math.abs(points[i]) < FARTHEST && Math.abs(points[i + 1]) < FARTHEST;
  }

  // One bad point makes the bulk transform throw; only then go point by point.
  private static void transformKnown(MathTransform transform, double[] points, int count) {
    double[] original = Arrays.copyOf(points, 2 * count);
    try {
      transform.transform(points, 0, points, 0, count);
    } catch (TransformException bulk) {
      for (int i = 0; i < 2 * count; i += 2) {
        try {
          transform.transform(original, i, points, i, 1);
        } catch (TransformException outside) {
          points[i] = Double.NaN;
        }
      }
    }
  }
}
