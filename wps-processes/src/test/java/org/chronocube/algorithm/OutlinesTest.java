// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.operation.union.UnaryUnionOp;

class OutlinesTest {

  private static final Affine PIXELS = Affine.northUp(0, 0, Resolution.of(1));

  @Test
  void oneSquareHasFourCorners() {
    byte[] classes = {
      0, 0, 0, 0,
      0, 1, 1, 0,
      0, 1, 1, 0
    };
    Affine utm = Affine.northUp(500_000, 5_000_000, Resolution.of(10));
    List<Geometry> outlines = outlines(new Shape(3, 4), classes, Connectivity.FOUR, utm);
    assertThat(outlines).hasSize(1);
    assertIs(
        outlines.get(0),
        "POLYGON ((500010 4999990, 500010 4999970, 500030 4999970, 500030 4999990,"
            + " 500010 4999990))");
  }

  @Test
  void aRingHasAHole() {
    byte[] classes = {
      1, 1, 1,
      1, 0, 1,
      1, 1, 1
    };
    List<Geometry> outlines = outlines(new Shape(3, 3), classes, Connectivity.FOUR, PIXELS);
    assertIs(
        outlines.get(0), "POLYGON ((0 0, 0 -3, 3 -3, 3 0, 0 0), (1 -1, 2 -1, 2 -2, 1 -2, 1 -1))");
  }

  @Test
  void anOpenRingClosedByACornerIsAHoleThatTouchesTheShell() {
    byte[] classes = {
      1, 1, 1,
      1, 0, 1,
      1, 1, 0
    };
    Polygon outline =
        (Polygon) outlines(new Shape(3, 3), classes, Connectivity.FOUR, PIXELS).get(0);
    assertThat(outline.isValid()).isTrue();
    assertThat(outline.getNumInteriorRing()).isEqualTo(1);
    assertThat(outline.getArea()).isEqualTo(7);
  }

  @Test
  void pixelsThatTouchAtACornerAreTwoPatchesOrOneOfTwoParts() {
    byte[] classes = {
      1, 0,
      0, 1
    };
    Shape shape = new Shape(2, 2);
    assertThat(outlines(shape, classes, Connectivity.FOUR, PIXELS)).hasSize(2);
    List<Geometry> eight = outlines(shape, classes, Connectivity.EIGHT, PIXELS);
    assertThat(eight).hasSize(1);
    assertThat(eight.get(0)).isInstanceOf(MultiPolygon.class);
    assertThat(eight.get(0).isValid()).isTrue();
  }

  @Test
  void classesBorderEachOtherWithoutGapOrOverlap() {
    Sequence sequence = new Sequence(17);
    byte[] classes = new byte[40 * 30];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = (byte) (1 + sequence.next() % 3);
    }
    List<Geometry> outlines = outlines(new Shape(30, 40), classes, Connectivity.FOUR, PIXELS);
    double sum = 0;
    for (Geometry outline : outlines) {
      assertThat(outline.isValid()).isTrue();
      sum += outline.getArea();
    }
    assertThat(sum).isEqualTo(1200);
    assertThat(UnaryUnionOp.union(outlines).getArea()).isCloseTo(1200, within(1e-9));
  }

  // rasterio 1.3.5 (GDAL 3.6.2) features.shapes: 268 polygons with 25 holes and 2354 vertices.
  @Test
  void randomPixelsGiveThePolygonsOfGdal() {
    Shape shape = new Shape(50, 60);
    byte[] classes = Sequence.raster(5, 3000);
    Patches patches = Patches.of(shape, classes, Connectivity.FOUR);
    List<Geometry> outlines = outlines(shape, classes, Connectivity.FOUR, PIXELS);
    int holes = 0;
    int vertices = 0;
    for (int i = 0; i < outlines.size(); i++) {
      Polygon polygon = (Polygon) outlines.get(i);
      assertThat(polygon.isValid()).isTrue();
      assertThat(polygon.getArea()).isEqualTo(patches.size(i + 1));
      assertThat(Orientation.isCCW(polygon.getExteriorRing().getCoordinates())).isTrue();
      holes += polygon.getNumInteriorRing();
      vertices += polygon.getNumPoints() - 1 - polygon.getNumInteriorRing();
    }
    assertThat(outlines).hasSize(268);
    assertThat(holes).isEqualTo(25);
    assertThat(vertices).isEqualTo(2354);
  }

  @Test
  void eightNeighboursGiveValidMultiPolygonsOfTheSameArea() {
    Shape shape = new Shape(50, 60);
    byte[] classes = Sequence.raster(5, 3000);
    Patches patches = Patches.of(shape, classes, Connectivity.EIGHT);
    List<Geometry> outlines = outlines(shape, classes, Connectivity.EIGHT, PIXELS);
    assertThat(outlines).hasSize(29);
    for (int i = 0; i < outlines.size(); i++) {
      assertThat(outlines.get(i).isValid()).isTrue();
      assertThat(outlines.get(i).getArea()).isEqualTo(patches.size(i + 1));
    }
  }

  @Test
  void southUpGridsStillHaveCounterClockwiseShells() {
    Polygon polygon =
        (Polygon)
            outlines(
                    new Shape(1, 1),
                    new byte[] {1},
                    Connectivity.FOUR,
                    new Affine(1, 0, 0, 0, 1, 0))
                .get(0);
    assertThat(Orientation.isCCW(polygon.getExteriorRing().getCoordinates())).isTrue();
  }

  @Test
  void nothingHasNoOutline() {
    assertThat(outlines(new Shape(2, 2), new byte[4], Connectivity.EIGHT, PIXELS)).isEmpty();
  }

  private static List<Geometry> outlines(
      Shape shape, byte[] classes, Connectivity connectivity, Affine affine) {
    return Outlines.of(Patches.of(shape, classes, connectivity), affine);
  }

  private static void assertIs(Geometry actual, String wkt) {
    try {
      Geometry expected = new WKTReader().read(wkt);
      assertThat(actual.equalsNorm(expected)).as("was %s", actual).isTrue();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }
}
