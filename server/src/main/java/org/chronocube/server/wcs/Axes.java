// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.ows.CrsName;
import org.chronocube.server.ows.CrsName.ShortNames;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;

/**
 * Names of axes: as answers write them, and as clients may write them.
 *
 * @param crs whose axes these are
 * @param yFirst true when the authority puts northing or latitude first
 * @param x label of the easting or longitude
 * @param y label of the northing or latitude
 * @param unit of both, {@code Deg} or e.g. {@code m}
 */
record Axes(String crs, boolean yFirst, String x, String y, String unit) {

  /** Label of the time axis. */
  static final String TIME = "time";

  private static final Set<String> X_NAMES =
      Set.of("x", "e", "east", "easting", "lon", "long", "longitude", "i");
  private static final Set<String> Y_NAMES =
      Set.of("y", "n", "north", "northing", "lat", "latitude", "j");
  private static final Set<String> TIME_NAMES =
      Set.of("t", "time", "temporal", "phenomenontime", "ansi", "unix");

  /** Which axis a label means. */
  enum Axis {
    X,
    Y,
    TIME
  }

  /** Labels as GeoServer has them: the CRS's abbreviations, Lat and Long for geographic CRSs. */
  static Axes of(String id, CrsRegistry registry) {
    CoordinateReferenceSystem crs = registry.decode(id);
    boolean yFirst =
        CrsName.parse(id, ShortNames.AUTHORITY_ORDER, registry, "crs", "InvalidCRS").yFirst();
    if (crs instanceof GeographicCRS) {
      return new Axes(id, yFirst, "Long", "Lat", "Deg");
    }
    var system = crs.getCoordinateSystem();
    return new Axes(
        id,
        yFirst,
        system.getAxis(0).getAbbreviation(),
        system.getAxis(1).getAbbreviation(),
        system.getAxis(0).getUnit().toString());
  }

  /**
   * The axis of a label: this CRS's own, or any usual name of an easting, a northing or a time, in
   * any case, also as the end of a URL such as {@code http://www.opengis.net/def/axis/OGC/1/i}.
   */
  Optional<Axis> axis(String label) {
    String name = label.substring(label.lastIndexOf('/') + 1);
    if (name.equals(x)) {
      return Optional.of(Axis.X);
    }
    if (name.equals(y)) {
      return Optional.of(Axis.Y);
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (X_NAMES.contains(lower)) {
      return Optional.of(Axis.X);
    }
    if (Y_NAMES.contains(lower)) {
      return Optional.of(Axis.Y);
    }
    return TIME_NAMES.contains(lower) ? Optional.of(Axis.TIME) : Optional.empty();
  }

  /** Both labels in the authority's order. */
  List<String> labels() {
    return yFirst ? List.of(y, x) : List.of(x, y);
  }

  /** Two numbers in the authority's order, separated by a blank. */
  String pair(double xValue, double yValue) {
    return yFirst ? number(yValue) + " " + number(xValue) : number(xValue) + " " + number(yValue);
  }

  /** The name answers give the CRS. */
  String url() {
    return url(crs);
  }

  static String url(String id) {
    return "http://www.opengis.net/def/crs/" + id.replace(":", "/0/");
  }

  private static String number(double value) {
    // 0.0 also for -0.0.
    return Double.toString(value + 0.0);
  }
}
