// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.chronocube.benchmarks.search.SyntheticTiles.Tile;

/**
 * What two satellites see in ten days: 143 orbits inclined by 98.62° each, crossing the equator
 * southwards at 10:30 local time, half a cycle apart, with a swath of 290 km (Sentinel-2 User
 * Handbook, ESA 2015). The tracks are those of circular orbits over a turning sphere.
 */
final class SyntheticOrbits {

  private static final int ORBITS = 143;
  private static final double CYCLE_MS = 10 * 86_400_000.0;
  private static final double PERIOD_MS = CYCLE_MS / ORBITS;
  private static final double DEGREES_PER_ORBIT = 360 * 10.0 / ORBITS;
  private static final double INCLINATION = Math.toRadians(98.62);
  private static final double KM_PER_DEGREE = 111.32;

  /** Half a swath and half a tile, less a sliver that is not delivered. */
  private static final double REACH_KM = 145 + 54.9 - 3;

  private final List<View> views = new ArrayList<>();

  SyntheticOrbits(SyntheticTiles tiles) {
    for (int orbit = 1; orbit <= ORBITS; orbit++) {
      Pass a = new Pass('A', orbit, crossing(orbit));
      Pass b = new Pass('B', orbit, (long) ((crossing(orbit) + CYCLE_MS / 2) % CYCLE_MS));
      for (Tile tile : tiles.all()) {
        addView(a, b, tile);
      }
    }
    views.sort(
        Comparator.comparingLong(View::millis)
            .thenComparing(v -> v.tile().name())
            .thenComparing(v -> v.pass().number()));
  }

  /** When an orbit crosses the equator southwards: the first at Greenwich. */
  private static long crossing(int orbit) {
    return (long) ((37_800_000 + (orbit - 1) * PERIOD_MS) % CYCLE_MS);
  }

  private void addView(Pass a, Pass b, Tile tile) {
    double latitude = Math.toRadians(tile.y());
    // Argument of latitude since the crossing, negative north of the equator.
    double u = -Math.asin(Math.sin(latitude) / Math.sin(INCLINATION));
    double millis = u / (2 * Math.PI) * PERIOD_MS;
    double inertial =
        Math.toDegrees(Math.atan2(-Math.cos(INCLINATION) * Math.sin(-u), Math.cos(u)));
    double track = -(a.orbit() - 1) * DEGREES_PER_ORBIT + inertial - millis / 86_400_000 * 360;
    double east = Math.IEEEremainder(track - tile.x(), 360) * KM_PER_DEGREE * Math.cos(latitude);
    double tilt = Math.asin(-Math.cos(INCLINATION) / Math.cos(latitude));
    double across = east * Math.cos(tilt);
    if (Math.abs(across) <= REACH_KM) {
      views.add(new View(a, tile, wrap(a.millis() + millis), across, tilt));
      views.add(new View(b, tile, wrap(b.millis() + millis), across, tilt));
    }
  }

  private static long wrap(double millis) {
    return (long) ((millis + CYCLE_MS) % CYCLE_MS);
  }

  /** In the order of time. */
  List<View> views() {
    return views;
  }

  /**
   * One satellite's pass over the day side.
   *
   * @param satellite A or B
   * @param orbit relative, from 1
   * @param millis of the crossing of the equator since the cycle began
   */
  record Pass(char satellite, int orbit, long millis) {

    int number() {
      return orbit * 2 + (satellite == 'A' ? 0 : 1);
    }
  }

  /**
   * A tile in a pass.
   *
   * @param millis since the cycle began
   * @param across from the tile's centre to the middle of the swath, km, east is positive
   * @param tilt of the track against the meridian, radians: how far west of south it runs
   */
  record View(Pass pass, Tile tile, long millis, double across, double tilt) {}
}
