// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.chronocube.grid.Affine;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * The outlines of {@link Patches} along pixel edges, as valid polygons with their holes; only
 * corners are vertices. The outlines of all patches of a raster neither overlap nor leave gaps.
 *
 * <p>Rings are walked with the patch on the left. Where two pixels of a patch touch at a corner
 * only, the walk stays with the background pixel on its right; so a ring never meets itself, and
 * what is enclosed becomes a hole that touches the shell in one point, as the OGC model allows.
 */
public final class Outlines {

  // Directions as (row, column) steps: west, south, east, north; each next one is a left turn.
  private static final int[] ROW = {0, 1, 0, -1};
  private static final int[] COL = {-1, 0, 1, 0};

  private final Patches edges;
  private final BitSet walked;
  private final Affine affine;
  private final GeometryFactory geometries = new GeometryFactory();

  private Outlines(Patches edges, Affine affine) {
    this.edges = edges;
    this.affine = affine;
    this.walked = new BitSet(Math.toIntExact(edges.shape().pixels()));
  }

  /**
   * The outline of every patch.
   *
   * @param patches with {@link Connectivity#EIGHT} a patch whose parts touch only at corners is a
   *     MultiPolygon
   * @param affine pixel corners to world
   * @return one geometry for each patch, in their order; shells counter-clockwise in the world
   */
  public static List<Geometry> of(Patches patches, Affine affine) {
    Patches four = patches.with(Connectivity.FOUR);
    List<Polygon> polygons = new Outlines(four, affine).polygons();
    if (patches.connectivity() == Connectivity.FOUR) {
      return List.copyOf(polygons);
    }
    return grouped(polygons, four, patches);
  }

  private static List<Geometry> grouped(List<Polygon> polygons, Patches four, Patches eight) {
    List<List<Polygon>> parts = new ArrayList<>();
    for (int i = 0; i < eight.count(); i++) {
      parts.add(new ArrayList<>(1));
    }
    int done = 0;
    for (int run = 0; run < four.runs().count(); run++) {
      // Numbers ascend in the order of first runs.
      if (four.ofRun(run) > done) {
        done = four.ofRun(run);
        parts.get(eight.ofRun(run) - 1).add(polygons.get(done - 1));
      }
    }
    List<Geometry> result = new ArrayList<>(parts.size());
    for (List<Polygon> of : parts) {
      Polygon first = of.get(0);
      result.add(
          of.size() == 1
              ? first
              : first.getFactory().createMultiPolygon(of.toArray(Polygon[]::new)));
    }
    return result;
  }

  private List<Polygon> polygons() {
    List<List<LinearRing>> rings = new ArrayList<>(edges.count());
    Runs runs = edges.runs();
    for (int row = 0; row < edges.shape().height(); row++) {
      for (int run = runs.first(row); run < runs.first(row + 1); run++) {
        rings(run, row, rings);
      }
    }
    List<Polygon> result = new ArrayList<>(rings.size());
    for (List<LinearRing> of : rings) {
      LinearRing[] holes = of.subList(1, of.size()).toArray(LinearRing[]::new);
      result.add(geometries.createPolygon(of.get(0), holes));
    }
    return result;
  }

  // A patch's first pixel comes first, and its upper edge is on the shell.
  private void rings(int run, int row, List<List<LinearRing>> rings) {
    int label = edges.ofRun(run);
    for (int col = edges.runs().from(run); col < edges.runs().to(run); col++) {
      if (!walked.get(row * edges.shape().width() + col) && edges.labelAt(row - 1, col) != label) {
        if (label > rings.size()) {
          rings.add(new ArrayList<>(1));
        }
        rings.get(label - 1).add(walk(label, row, col));
      }
    }
  }

  // Every ring has an upper edge walked westwards, so marking those is enough to find each once.
  private LinearRing walk(int label, int startRow, int startCol) {
    CornerList corners = new CornerList();
    int row = startRow;
    int col = startCol + 1;
    int direction = 0;
    do {
      if (direction == 0) {
        walked.set(row * edges.shape().width() + col - 1);
      }
      row += ROW[direction];
      col += COL[direction];
      int turn = turn(label, row, col, direction);
      if (turn != 0) {
        corners.add(row, col);
        direction = (direction + turn + 4) % 4;
      }
    } while (row != startRow || col != startCol + 1 || direction != 0);
    return corners.ring();
  }

  /** 1 = left, −1 = right, 0 = straight on, at the vertex (row, col). */
  private int turn(int label, int row, int col, int direction) {
    if (label == ahead(row, col, direction, false)) {
      return -1;
    }
    return label == ahead(row, col, direction, true) ? 0 : 1;
  }

  // The pixel ahead of a vertex, on the left or on the right of the walk.
  private int ahead(int row, int col, int direction, boolean left) {
    return switch (direction) {
      case 0 -> edges.labelAt(left ? row : row - 1, col - 1);
      case 1 -> edges.labelAt(row, left ? col : col - 1);
      case 2 -> edges.labelAt(left ? row - 1 : row, col);
      default -> edges.labelAt(row - 1, left ? col - 1 : col);
    };
  }

  /** Corners of one ring, as pixel vertices. */
  private final class CornerList {
    private int[] vertices = new int[16];
    private int size;

    void add(int row, int col) {
      if (size == vertices.length) {
        vertices = Arrays.copyOf(vertices, size * 2);
      }
      vertices[size++] = row;
      vertices[size++] = col;
    }

    LinearRing ring() {
      int n = size / 2;
      Coordinate[] ring = new Coordinate[n + 1];
      boolean mirrored = affine.a() * affine.e() - affine.b() * affine.d() > 0;
      for (int i = 0; i < n; i++) {
        int k = mirrored ? n - 1 - i : i;
        int row = vertices[2 * k];
        int col = vertices[2 * k + 1];
        ring[i] = new Coordinate(affine.x(col, row), affine.y(col, row));
      }
      ring[n] = ring[0].copy();
      return geometries.createLinearRing(ring);
    }
  }
}
