// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Places as people write them, in longitude and latitude. */
public final class PlaceText {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private PlaceText() {}

  /**
   * A box {@code west,south,east,north} in degrees; west may be greater than east, across the
   * antimeridian.
   *
   * @param parameter what it is called where it was given
   */
  public static Geometry box(String text, String parameter) {
    double[] v;
    try {
      v = Stream.of(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      throw badBox(text, parameter, e);
    }
    boolean valid =
        v.length == 4
            && Math.abs(v[0]) <= 180
            && Math.abs(v[2]) <= 180
            && v[1] >= -90
            && v[1] <= v[3]
            && v[3] <= 90;
    if (!valid) {
      throw badBox(text, parameter, null);
    }
    if (v[0] <= v[2]) {
      return rectangle(v[0], v[1], v[2], v[3]);
    }
    return rectangle(v[0], v[1], 180, v[3]).union(rectangle(-180, v[1], v[2], v[3]));
  }

  private static InvalidParameterException badBox(String text, String parameter, Exception cause) {
    return new InvalidParameterException(
        parameter, parameter + " must be west,south,east,north in degrees, was " + text, cause);
  }

  private static Geometry rectangle(double west, double south, double east, double north) {
    return GEOMETRIES.toGeometry(new Envelope(west, east, south, north));
  }

  /**
   * A geometry as WKT, longitude first.
   *
   * @param parameter what it is called where it was given
   */
  public static Geometry wkt(String text, String parameter) {
    try {
      return new WKTReader(GEOMETRIES).read(text);
    } catch (ParseException | IllegalArgumentException e) {
      throw new InvalidParameterException(parameter, parameter + " must be WKT, was " + text, e);
    }
  }
}
