// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import org.chronocube.grid.Extent;
import org.chronocube.grid.Window;

/**
 * Requests of many kinds at random places and dates of a {@link MadeArchive}.
 *
 * @param archive that is served
 * @param root of the server
 */
record MixedRequests(MadeArchive archive, URI root) {

  enum Kind {
    MAP,
    SERIES,
    COVERAGE
  }

  /** Six maps, to three series, to one coverage. */
  static Kind kind(SplittableRandom random) {
    int n = random.nextInt(10);
    return n < 6 ? Kind.MAP : n < 9 ? Kind.SERIES : Kind.COVERAGE;
  }

  URI of(Kind kind, SplittableRandom random) {
    return switch (kind) {
      case MAP -> map(random);
      case SERIES -> series(random, 40);
      case COVERAGE -> coverage(random, 512, true);
    };
  }

  /** 256², at a zoom of 1, 2, 4 or 8. */
  URI map(SplittableRandom random) {
    int side = Math.min(archive.size(), 256 << random.nextInt(4));
    Extent e = extent(random, side);
    return uri(
        "wms?service=WMS&version=1.3.0&request=GetMap&layers=chronocube:made&styles="
            + "&crs=EPSG:32631&width=256&height=256&format=image/png&bbox="
            + text(e.minX(), e.minY(), e.maxX(), e.maxY())
            + "&time="
            + time(random));
  }

  /** Of a square of some pixels, at all dates. */
  URI series(SplittableRandom random, int side) {
    Extent e = extent(random, side);
    org.chronocube.crs.CrsRegistry crs = new org.chronocube.crs.CrsRegistry();
    Extent d = crs.transform(e, "EPSG:32631", "EPSG:4326");
    String wkt =
        String.format(
            Locale.ROOT,
            "POLYGON((%1$.7f %2$.7f,%3$.7f %2$.7f,%3$.7f %4$.7f,%1$.7f %4$.7f,%1$.7f %2$.7f))",
            d.minX(),
            d.minY(),
            d.maxX(),
            d.maxY());
    return uri(
        "api/series?layer=chronocube:made&area=" + URLEncoder.encode(wkt, StandardCharsets.UTF_8));
  }

  /**
   * A GeoTIFF of some pixels.
   *
   * @param dated false for the newest date
   */
  URI coverage(SplittableRandom random, int side, boolean dated) {
    Extent e = extent(random, side);
    return uri(
        "wcs?service=WCS&version=2.0.1&request=GetCoverage&coverageId=chronocube__made"
            + "&format=image/tiff&subset=E("
            + text(e.minX(), e.maxX())
            + ")&subset=N("
            + text(e.minY(), e.maxY())
            + ")"
            + (dated ? "&subset=time(%22" + time(random) + "%22)" : ""));
  }

  private String time(SplittableRandom random) {
    return archive.time(random.nextInt(archive.dates())).toString();
  }

  private Extent extent(SplittableRandom random, int side) {
    int room = archive.size() - side + 1;
    return archive
        .grid()
        .extentOf(Window.at(random.nextInt(room), random.nextInt(room), side, side));
  }

  private URI uri(String text) {
    return root.resolve(text);
  }

  private static String text(double... values) {
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      text.append(text.isEmpty() ? "" : ",").append(String.format(Locale.ROOT, "%.1f", value));
    }
    return text.toString();
  }
}
