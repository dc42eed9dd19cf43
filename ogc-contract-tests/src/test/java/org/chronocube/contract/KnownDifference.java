// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

/**
 * Where the embedded server and GeoServer differ: what each answers, and why. The only place that
 * knows; every test asserts the answer of the server it asks. The README lists the same.
 */
enum KnownDifference {
  /** Hundredths of a pixel by which a reprojected map may be off. */
  REPROJECTION_MARGIN(
      "1",
      "35",
      "GeoServer warps by an approximation that is within a third of a pixel; the embedded server"
          + " transforms every pixel's centre"),
  /** Code of a WMS exception for a TIME that is no time. */
  TIME_SYNTAX_CODE(
      "InvalidDimensionValue",
      "",
      "OGC 06-042 C.4.2 asks for InvalidDimensionValue; GeoServer's parser fails before it looks at"
          + " the dimension, without code or locator"),
  /** Whether WCS offers {@code application/x-netcdf}. */
  NETCDF(
      "true",
      "false",
      "GeoServer writes NetCDF only with its extension netcdf-out, which the plugin does not bring"),
  /** Levels of gray or of a colour channel by which a stretched band may be off. */
  STRETCH_LEVELS(
      "0", "2", "GeoServer truncates where the style's arithmetic rounds, in 8 bits between steps"),
  /** What the lowest level of a stretched float band is drawn as, ARGB. */
  BLACK_OF_FLOATS(
      "ff000000",
      "0",
      "GeoServer stretches the nodata value NaN to level 0 and then takes every level 0 for nodata"),
  /** HTTP status of a process run by nobody in particular. */
  ANONYMOUS_PROCESS(
      "401",
      "200",
      "the embedded server asks for the right to process; GeoServer lets anybody, unless its WPS"
          + " security says otherwise"),
  /** HTTP status of WPS exceptions about parameters. */
  WPS_ERROR_STATUS(
      "400", "200", "OWS Common 1.1 (8.6) asks for 400; GeoServer's WPS reports with status 200"),
  /** Code for a process that does not exist. */
  WPS_UNKNOWN_PROCESS(
      "InvalidParameterValue",
      "NoApplicableCode",
      "WPS 1.0.0 table 38 asks for InvalidParameterValue; GeoServer gives no code"),
  /** HTTP status of WPS for an unknown operation. */
  WPS_OPERATION_STATUS(
      "501", "200", "OWS Common 1.1 (8.6) asks for 501; GeoServer's WPS reports with status 200"),
  /** Media type of a process's GeoJSON. */
  WPS_JSON_TYPE(
      "application/geo+json",
      "application/json",
      "the embedded server uses the type of RFC 7946, GeoServer that of before"),
  /** By how many pixels a subset that cuts through pixels is off the coverage's own grid. */
  SUBSET_OFFSET(
      "0",
      "0.25",
      "the embedded server delivers the pixels that the subset touches, on the coverage's grid;"
          + " GeoServer asks the reader for a grid that starts at the subset's edge");

  private final String embedded;
  private final String geoserver;
  private final String reason;

  KnownDifference(String embedded, String geoserver, String reason) {
    this.embedded = embedded;
    this.geoserver = geoserver;
    this.reason = reason;
  }

  /** What the server that is asked answers. */
  String on(OgcServer server) {
    return switch (server.kind()) {
      case EMBEDDED -> embedded;
      case GEOSERVER -> geoserver;
    };
  }

  /** The answer as a number. */
  int numberOn(OgcServer server) {
    return Integer.parseInt(on(server));
  }

  /** A row of the README's table. */
  String row() {
    return "| `"
        + name()
        + "` | "
        + told(embedded)
        + " | "
        + told(geoserver)
        + " | "
        + reason
        + " |";
  }

  private static String told(String answer) {
    return answer.isEmpty() ? "(empty)" : "`" + answer + "`";
  }
}
