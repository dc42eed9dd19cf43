// SPDX-License-Identifier: Apache-2.0
package org.chronocube.crs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.PixelMap;
import org.chronocube.grid.PixelTransform;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The approximated pixel map against the exact transform, at every pixel centre and corner. */
class ApproximationTest {

  private static final CrsRegistry CRS = new CrsRegistry();

  private static GeoBox target(String crs, double minX, double maxY, double resolution, int size) {
    return new GeoBox(
        new Shape(size, size), Affine.northUp(minX, maxY, Resolution.of(resolution)), crs);
  }

  /** Largest error in source pixels; fails when one is defined where the other is not. */
  private static double worst(PixelTransform exact, PixelMap map, Window window) {
    double worst = 0;
    for (double half : new double[] {0, 0.5}) {
      int count = window.width() + (half == 0 ? 1 : 0);
      double[] wanted = new double[2 * count];
      double[] made = new double[2 * count];
      for (int r = 0; r < window.height() + (half == 0 ? 1 : 0); r++) {
        for (int i = 0; i < count; i++) {
          wanted[2 * i] = window.colStart() + i + half;
          wanted[2 * i + 1] = window.rowStart() + r + half;
        }
        exact.transform(wanted, count);
        map.row(window.rowStart() + r + half, window.colStart() + half, count, made);
        for (int i = 0; i < 2 * count; i++) {
          assertThat(Double.isNaN(made[i])).isEqualTo(Double.isNaN(wanted[i]));
          if (!Double.isNaN(made[i])) {
            worst = Math.max(worst, Math.abs(made[i] - wanted[i]));
          }
        }
      }
    }
    return worst;
  }

  @ParameterizedTest(name = "{0} {3} m {4}² from {5}")
  @CsvSource({
    // target, upper left, resolution, size, source, source's upper left and resolution
    "EPSG:3857, 560000, 6662000, 10, 256, EPSG:32631, 600000, 5700000, 10",
    "EPSG:3035, 3970000, 3140000, 10, 256, EPSG:32631, 600000, 5700000, 10",
    "EPSG:32632, 224000, 5682000, 10, 512, EPSG:32631, 600000, 5700000, 10",
    "EPSG:4326, 5.05, 51.22, 0.0001, 512, EPSG:32631, 600000, 5700000, 10",
    "EPSG:32630, 689000, 4971000, 10, 512, EPSG:4326, -0.6, 44.9, 0.0001",
    "EPSG:32631, 600000, 5700000, 60, 1024, EPSG:3857, 500000, 6700000, 60",
    "EPSG:3857, -8400000, 5200000, 300, 1000, EPSG:32618, 500000, 4600000, 300",
    "EPSG:3035, 2600000, 5500000, 5000, 1000, EPSG:4326, -20, 75, 0.05",
    "EPSG:3857, -3000000, 11000000, 5000, 1500, EPSG:3035, 2600000, 5500000, 5000",
    "EPSG:4326, -20, 75, 0.05, 1300, EPSG:3035, 2600000, 5500000, 5000",
    "EPSG:32661, 0, 4000000, 5000, 800, EPSG:4326, -180, 90, 0.05",
    "EPSG:32660, 100000, 7000000, 1000, 800, EPSG:4326, -180, 90, 0.01",
  })
  void staysWithinATenthOfAPixel(
      String to,
      double x,
      double y,
      double res,
      int size,
      String from,
      double fx,
      double fy,
      double fres) {
    GeoBox target = target(to, x, y, res, size);
    GeoBox source = target(from, fx, fy, fres, 10_000);
    PixelTransform exact = CRS.pixelTransform(target, source);

    PixelMap map = PixelMap.of(exact, target.window(), PixelMap.DEFAULT_TOLERANCE);

    double worst = worst(exact, map, target.window());
    assertThat(worst).isLessThan(0.001);
  }

  @Test
  void asksForFewExactPoints() {
    GeoBox target = target("EPSG:3857", 560000, 6662000, 10, 512);
    PixelTransform exact =
        CRS.pixelTransform(target, target("EPSG:32631", 600000, 5700000, 10, 10_000));
    AtomicLong points = new AtomicLong();
    PixelTransform counted =
        (p, n) -> {
          points.addAndGet(n);
          exact.transform(p, n);
        };

    PixelMap map = PixelMap.of(counted, target.window(), PixelMap.DEFAULT_TOLERANCE);
    double[] row = new double[2 * 512];
    for (int r = 0; r < 512; r++) {
      map.row(r + 0.5, 0.5, 512, row);
    }

    assertThat(points.get()).isLessThan(512 * 512 / 100);
  }

  @Test
  void hasNoImageWhereAProjectionEnds() {
    // The disc of EPSG:3035 inside a square that is larger than the Earth.
    GeoBox target = target("EPSG:3035", -12_000_000, 20_000_000, 100_000, 330);
    GeoBox source = target(CrsRegistry.WGS84, -180, 90, 0.1, 3600);
    PixelTransform exact = CRS.pixelTransform(target, source);

    PixelMap map = PixelMap.of(exact, target.window(), PixelMap.DEFAULT_TOLERANCE);

    double[] corner = new double[2];
    map.row(0.5, 0.5, 1, corner);
    assertThat(corner).containsOnly(Double.NaN);
    assertThat(worst(exact, map, target.window())).isLessThan(0.001);
  }

  @Test
  void isExactWhereBothGridsShareACrs() {
    GeoBox target = GeoBox.fitting(new Extent(0, 0, 100, 100), new Shape(7, 9), "EPSG:32631");
    GeoBox source = target("EPSG:32631", 0, 100, 10, 10);

    PixelMap map = PixelMap.of(CRS.pixelTransform(target, source), target.window(), 1e-5);

    assertThat(map.affine()).isPresent();
    double[] p = new double[2];
    map.row(7, 9, 1, p);
    assertThat(p[0]).isCloseTo(10, within(1e-9));
    assertThat(p[1]).isCloseTo(10, within(1e-9));
  }
}
