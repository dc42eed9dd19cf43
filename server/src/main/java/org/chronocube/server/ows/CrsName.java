// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;

/**
 * A CRS as a client names it, and the order of axes that name implies.
 *
 * @param id the name inside Chronocube, {@code EPSG:n}, always x first
 * @param yFirst true when coordinates under this name come northing or latitude first
 */
public record CrsName(String id, boolean yFirst) {

  private static final Pattern URL =
      Pattern.compile("https?://(?:www\\.)?opengis\\.net/def/crs/(EPSG|OGC)/[^/]*/([A-Za-z0-9]+)");
  private static final Pattern URN =
      Pattern.compile("urn:(?:x-)?ogc:def:crs:(EPSG|OGC):[^:]*:([A-Za-z0-9]+)");
  private static final Pattern GML_URL =
      Pattern.compile("http://www\\.opengis\\.net/gml/srs/epsg\\.xml#(\\d+)");
  private static final Pattern SHORT = Pattern.compile("(EPSG|CRS):([0-9]+)");

  /** Which axis comes first under a short name such as {@code EPSG:4326}. */
  public enum ShortNames {
    /** The authority's first axis, as in WMS 1.3.0. */
    AUTHORITY_ORDER,
    /** x, as in WMS 1.1.1 and KVP of WCS 1.0. */
    X_FIRST
  }

  /**
   * @param name {@code EPSG:n}, {@code CRS:84}, {@code http://www.opengis.net/def/crs/…} or {@code
   *     urn:ogc:def:crs:…}
   * @param parameter to name in the error
   * @param code of the error, e.g. {@code InvalidCRS}
   * @throws OwsException when the name is not one of these or the CRS is unknown
   */
  public static CrsName parse(
      String name, ShortNames shortNames, CrsRegistry registry, String parameter, String code) {
    try {
      return parse(name, shortNames, registry)
          .orElseThrow(() -> unknown(name, parameter, code, null));
    } catch (InvalidParameterException e) {
      throw unknown(name, parameter, code, e);
    }
  }

  private static Optional<CrsName> parse(String name, ShortNames shortNames, CrsRegistry registry) {
    Matcher url = URL.matcher(name);
    if (url.matches()) {
      return ofParts(url.group(1), url.group(2), true, registry);
    }
    Matcher urn = URN.matcher(name);
    if (urn.matches()) {
      return ofParts(urn.group(1), urn.group(2), true, registry);
    }
    Matcher gml = GML_URL.matcher(name);
    if (gml.matches()) {
      return ofParts("EPSG", gml.group(1), false, registry);
    }
    Matcher brief = SHORT.matcher(name.toUpperCase(Locale.ROOT));
    if (brief.matches()) {
      boolean authority = shortNames == ShortNames.AUTHORITY_ORDER;
      return ofParts(brief.group(1), brief.group(2), authority, registry);
    }
    return Optional.empty();
  }

  private static Optional<CrsName> ofParts(
      String authority, String code, boolean authorityOrder, CrsRegistry registry) {
    if (!authority.equals("EPSG")) {
      boolean crs84 = code.equalsIgnoreCase("CRS84") || code.equals("84");
      return crs84 ? Optional.of(new CrsName(CrsRegistry.WGS84, false)) : Optional.empty();
    }
    if (!code.matches("\\d{4,6}")) {
      return Optional.empty();
    }
    // Google's number before EPSG gave it one.
    String id = "EPSG:" + (code.equals("900913") ? "3857" : code);
    boolean northing = registry.isNorthingFirst(id);
    return Optional.of(new CrsName(id, authorityOrder && northing));
  }

  private static OwsException unknown(
      String name, String parameter, String code, RuntimeException cause) {
    return new OwsException(
        code, parameter, parameter + " must be a known CRS such as EPSG:4326, was " + name, cause);
  }

  /** An extent from bounds in the order of this name: first axis' and second axis' lower, upper. */
  public Extent extent(double lower1, double lower2, double upper1, double upper2) {
    return yFirst
        ? new Extent(lower2, lower1, upper2, upper1)
        : new Extent(lower1, lower2, upper1, upper2);
  }
}
