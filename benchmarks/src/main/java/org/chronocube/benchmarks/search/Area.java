// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.search;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chronocube.benchmarks.search.SyntheticTiles.Tile;
import org.chronocube.scene.Footprints;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * What is searched.
 *
 * @param polygon a hexagon over land
 * @param chance 0 to 1, for what else varies from question to question
 */
record Area(Geometry polygon, double chance) {

  private static final double KM_PER_DEGREE = 111.32;
  private static final int SIDES = 6;

  /**
   * Areas around random places of random tiles; always the same.
   *
   * @param km how wide they are
   */
  static List<Area> some(List<Tile> tiles, int count, double km) {
    return IntStream.range(0, count).mapToObj(i -> of(tiles, i, km)).toList();
  }

  private static Area of(List<Tile> tiles, int number, double km) {
    SplittableRandom random = new SplittableRandom(number);
    Tile tile = tiles.get(random.nextInt(tiles.size()));
    double x = tile.x() + random.nextDouble() - 0.5;
    double y = tile.y() + random.nextDouble() - 0.5;
    double high = km / 2 / KM_PER_DEGREE;
    double wide = high / Math.cos(Math.toRadians(y));
    Coordinate[] ring = new Coordinate[SIDES + 1];
    for (int i = 0; i <= SIDES; i++) {
      double angle = Math.toRadians(360.0 / SIDES * (i % SIDES));
      double latitude = Math.max(-90, Math.min(90, y + high * Math.sin(angle)));
      ring[i] = new Coordinate(x + wide * Math.cos(angle), latitude);
    }
    return new Area(
        Footprints.normalizeArea(new GeometryFactory().createPolygon(ring)), random.nextDouble());
  }
}
