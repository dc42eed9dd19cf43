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
  /** Whether WCS offers {@code application/x-netcdf}. */
  NETCDF(
      "true",
      "false",
      "GeoServer writes NetCDF only with its extension netcdf-out, which the plugin does not bring"),
  /** Levels of gray or of a colour channel by which a stretched band may be off. */
  STRETCH_LEVELS(
      "0", "1", "GeoServer truncates where the style's arithmetic rounds, in 8 bits between steps");

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
    return "| `" + name() + "` | " + embedded + " | " + geoserver + " | " + reason + " |";
  }
}
