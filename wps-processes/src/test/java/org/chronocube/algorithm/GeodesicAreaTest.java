// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Expected values: the closed formula for the area between two parallels and two meridians of the
 * WGS 84 ellipsoid (Snyder 1987, equation 3-12), evaluated in Python.
 */
class GeodesicAreaTest {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  @Test
  void aSmallCellHasItsAnalyticArea() {
    Geometry cell = cell(5, 5.001, 51, 51.001);
    assertThat(GeodesicArea.of(cell).squareMetres()).isCloseTo(7809.287423, within(1e-2));
  }

  @Test
  void alongParallelsItIsAsGoodAsTheEdgesAreDense() {
    Geometry degree = Densifier.densify(cell(0, 1, 0, 1), 0.01);
    assertThat(GeodesicArea.of(degree).squareMetres()).isCloseTo(12308463893.975, within(20_000.0));
  }

  @Test
  void holesAreSubtractedAndPartsAdded() {
    Polygon outer = (Polygon) cell(5, 5.003, 51, 51.003);
    Polygon inner = (Polygon) cell(5.001, 5.002, 51.001, 51.002);
    double ring = GeodesicArea.of(outer.difference(inner)).squareMetres();
    double sum = GeodesicArea.of(outer).squareMetres() - GeodesicArea.of(inner).squareMetres();
    assertThat(ring).isCloseTo(sum, within(1e-3));

    Geometry two =
        GEOMETRIES.createMultiPolygon(new Polygon[] {inner, (Polygon) cell(6, 6.001, 51, 51.001)});
    assertThat(GeodesicArea.of(two).squareMetres()).isGreaterThan(2 * 7809.0);
  }

  // pyproj 3.4.1: Geod(ellps="WGS84").polygon_area_perimeter of the same four corners.
  @Test
  void thePerimeterIsThatOfAllRings() {
    assertThat(GeodesicArea.of(cell(5, 5.001, 51, 51.001)).perimeterMetres())
        .isCloseTo(362.8904193822636, within(1e-6));
    Geometry ring = cell(5, 5.003, 51, 51.003).difference(cell(5.001, 5.002, 51.001, 51.002));
    double sum =
        GeodesicArea.of(cell(5, 5.003, 51, 51.003)).perimeterMetres()
            + GeodesicArea.of(cell(5.001, 5.002, 51.001, 51.002)).perimeterMetres();
    assertThat(GeodesicArea.of(ring).perimeterMetres()).isCloseTo(sum, within(1e-9));
  }

  @Test
  void pointsHaveNone() {
    Point point = GEOMETRIES.createPoint();
    assertThat(GeodesicArea.of(point).squareMetres()).isZero();
  }

  private static Geometry cell(double west, double east, double south, double north) {
    return GEOMETRIES.toGeometry(new Envelope(west, east, south, north));
  }
}
