// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.algorithm.PointLocation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * The exact outline of set cells, holes included, in pixels (column, row; corner anchored).
 *
 * <p>Each edge between a set cell and one that is not is a directed step with the set cell on its
 * right, as one looks at the raster with row 0 on top; steps are joined to rings. Where two set
 * cells share only a corner, a ring turns right and so stays with its cell: parts are connected by
 * edges, holes by corners too. Rings clockwise on the screen are shells, the others holes.
 */
final class CellOutline {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final int RIGHT = 0;
  private static final int DOWN = 1;
  private static final int LEFT = 2;
  private static final int UP = 3;
  private static final int[] DX = {1, 0, -1, 0};
  private static final int[] DY = {0, 1, 0, -1};

  private final ValidCells cells;
  private final int stride;
  private final BitSet[] steps = {new BitSet(), new BitSet(), new BitSet(), new BitSet()};
  private int count;

  private CellOutline(ValidCells cells) {
    this.cells = cells;
    this.stride = cells.shape().width() + 1;
  }

  /**
   * @param mostSteps most edges of cells to follow
   * @return empty when there are more; polygons otherwise, none of them when no cell is set
   */
  static Optional<Geometry> trace(ValidCells cells, int mostSteps) {
    CellOutline outline = new CellOutline(cells);
    outline.addSteps();
    return outline.count > mostSteps ? Optional.empty() : Optional.of(outline.polygons());
  }

  private void addSteps() {
    BitSet set = cells.cells();
    int width = cells.shape().width();
    for (int i = set.nextSetBit(0); i >= 0; i = set.nextSetBit(i + 1)) {
      int row = i / width;
      int col = i % width;
      if (!cells.isSet(row - 1, col)) {
        step(RIGHT, row, col);
      }
      if (!cells.isSet(row, col + 1)) {
        step(DOWN, row, col + 1);
      }
      if (!cells.isSet(row + 1, col)) {
        step(LEFT, row + 1, col + 1);
      }
      if (!cells.isSet(row, col - 1)) {
        step(UP, row + 1, col);
      }
    }
  }

  private void step(int direction, int y, int x) {
    steps[direction].set(y * stride + x);
    count++;
  }

  /**
   * Every ring has a step to the right; its first one, from the top and left, begins at a corner.
   */
  private Geometry polygons() {
    List<LinearRing> shells = new ArrayList<>();
    List<LinearRing> holes = new ArrayList<>();
    for (int i = steps[RIGHT].nextSetBit(0); i >= 0; i = steps[RIGHT].nextSetBit(i + 1)) {
      List<Coordinate> ring = ring(i);
      // Row 0 on top: positive is clockwise on the screen.
      (area(ring) > 0 ? shells : holes).add(linear(ring));
    }
    Geometry polygons = assemble(shells, holes);
    return polygons.isValid() ? polygons : GeometryFixer.fix(polygons);
  }

  private List<Coordinate> ring(int start) {
    List<Coordinate> corners = new ArrayList<>();
    int at = start;
    int direction = RIGHT;
    int before = UP;
    do {
      if (before != direction || at == start) {
        corners.add(new Coordinate(at % stride, at / stride));
      }
      at += DY[direction] * stride + DX[direction];
      before = direction;
      direction = next(at, direction);
      steps[direction].clear(at);
    } while (at != start || direction != RIGHT);
    corners.add(corners.get(0).copy());
    return corners;
  }

  // Right, straight on, left. A ring is back where it began when it is to take its first step.
  private int next(int at, int direction) {
    for (int turn : new int[] {1, 0, 3}) {
      int next = (direction + turn) % 4;
      if (steps[next].get(at)) {
        return next;
      }
    }
    throw new IllegalStateException("ring ends at step " + at);
  }

  private static double area(List<Coordinate> ring) {
    double twice = 0;
    for (int i = 1; i < ring.size(); i++) {
      Coordinate a = ring.get(i - 1);
      Coordinate b = ring.get(i);
      twice += a.x * b.y - b.x * a.y;
    }
    return twice / 2;
  }

  private LinearRing linear(List<Coordinate> ring) {
    int size = cells.size();
    return GEOMETRIES.createLinearRing(
        ring.stream().map(c -> new Coordinate(c.x * size, c.y * size)).toArray(Coordinate[]::new));
  }

  /** A hole belongs to the smallest shell around the cell above its first corner. */
  private Geometry assemble(List<LinearRing> shells, List<LinearRing> holes) {
    STRtree tree = new STRtree();
    List<List<LinearRing>> held = new ArrayList<>();
    for (int i = 0; i < shells.size(); i++) {
      tree.insert(shells.get(i).getEnvelopeInternal(), i);
      held.add(new ArrayList<>());
    }
    for (LinearRing hole : holes) {
      held.get(shellOf(hole, shells, tree)).add(hole);
    }
    Polygon[] polygons = new Polygon[shells.size()];
    for (int i = 0; i < polygons.length; i++) {
      polygons[i] = GEOMETRIES.createPolygon(shells.get(i), held.get(i).toArray(LinearRing[]::new));
    }
    return GEOMETRIES.createMultiPolygon(polygons);
  }

  private int shellOf(LinearRing hole, List<LinearRing> shells, STRtree tree) {
    // The first step of a hole goes right, so the set cell is below it.
    double half = cells.size() / 2.0;
    Coordinate corner = hole.getCoordinateN(0);
    Coordinate inside = new Coordinate(corner.x + half, corner.y + half);
    int best = -1;
    for (Object candidate : tree.query(hole.getEnvelopeInternal())) {
      int shell = (Integer) candidate;
      boolean holds = PointLocation.isInRing(inside, shells.get(shell).getCoordinates());
      if (holds && (best < 0 || area(shells.get(shell)) < area(shells.get(best)))) {
        best = shell;
      }
    }
    return best;
  }

  private static double area(LinearRing ring) {
    return Math.abs(area(List.of(ring.getCoordinates())));
  }
}
