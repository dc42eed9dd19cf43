// SPDX-License-Identifier: Apache-2.0
package org.chronocube.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chronocube.grid.Extent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class FootprintsTest {

  // EXT_POS_LIST of S2A_MSIL2A_20230821T221941_N0509_R029_T01KAB, longitude first.
  private static final String T01KAB =
      "POLYGON((180 -16.259071119106963, -179.71545 -16.263411193996067,"
          + " -179.72957 -17.2548501440442, 180 -17.25048161178992,"
          + " 179.2392098262128 -17.238191708196563, 179.2586253225676 -16.24776292495267,"
          + " 180 -16.259071119106963))";

  private static Geometry wkt(String text) {
    try {
      return new WKTReader().read(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Geometry normalize(String text) {
    return Footprints.normalize(wkt(text));
  }

  private static void assertSame(Geometry actual, String expected) {
    assertThat(actual.isValid()).as("valid: %s", actual).isTrue();
    assertThat(actual.symDifference(wkt(expected)).getArea())
        .as("difference of %s from %s", actual, expected)
        .isCloseTo(0, within(1e-9));
  }

  /**
   * Expected: the parts of the STAC item that stactools' sentinel2 package makes of the same
   * metadata; the centroid by the area formula in Python.
   */
  @Test
  void the_tile_across_the_antimeridian_is_cut_as_stactools_cuts_it() {
    Geometry expected =
        wkt(
            "MULTIPOLYGON(((180 -16.259071, 179.258625 -16.247763, 179.23921 -17.238192,"
                + " 180 -17.250482, 180 -16.259071)),"
                + " ((-180 -17.250482, -179.72957 -17.25485, -179.71545 -16.263411,"
                + " -180 -16.259071, -180 -17.250482)))");

    Geometry cut = normalize(T01KAB);

    assertThat(cut.getNumGeometries()).isEqualTo(2);
    assertThat(cut.isValid()).isTrue();
    assertThat(cut.symDifference(expected).getArea()).isCloseTo(0, within(5e-6));
    Extent extent = Footprints.extent(cut);
    assertThat(extent.minX()).isCloseTo(179.2392098262128, within(1e-12));
    assertThat(extent.maxX()).isCloseTo(360 - 179.71545, within(1e-12));
    assertThat(Footprints.centreLongitude(cut)).isCloseTo(179.76327673073214, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jumping | POLYGON((179 0, -179 0, -179 1, 179 1, 179 0))",
        "east of 180 | POLYGON((179 0, 181 0, 181 1, 179 1, 179 0))",
        "west of -180 | POLYGON((-181 0, -179 0, -179 1, -181 1, -181 0))",
        "one turn on | POLYGON((539 0, 541 0, 541 1, 539 1, 539 0))",
        "clockwise | POLYGON((179 0, 179 1, -179 1, -179 0, 179 0))",
      })
  void every_way_to_write_a_ring_across_the_antimeridian_gives_one_result(String how, String ring) {
    assertSame(
        normalize(ring),
        "MULTIPOLYGON(((179 0, 180 0, 180 1, 179 1, 179 0)),"
            + " ((-180 0, -179 0, -179 1, -180 1, -180 0)))");
  }

  @Test
  void holes_are_cut_too() {
    Geometry cut =
        normalize(
            "POLYGON((178 0, -178 0, -178 4, 178 4, 178 0),"
                + " (179 1, -179 1, -179 3, 179 3, 179 1))");

    assertThat(cut.getArea()).isCloseTo(16 - 4, within(1e-9));
    assertThat(cut.contains(wkt("POINT(179.5 2)"))).isFalse();
    assertThat(cut.contains(wkt("POINT(-179.5 2)"))).isFalse();
    assertThat(cut.contains(wkt("POINT(-178.5 2)"))).isTrue();
  }

  @Test
  void a_ring_around_the_north_pole_reaches_up_to_it() {
    Geometry cap = normalize("POLYGON((0 80, 120 80, -120 80, 0 80))");

    assertSame(cap, "POLYGON((-180 80, 180 80, 180 90, -180 90, -180 80))");
  }

  @Test
  void a_ring_around_the_south_pole_reaches_down_to_it_in_either_direction() {
    String cap = "POLYGON((-180 -80, 180 -80, 180 -90, -180 -90, -180 -80))";

    assertSame(normalize("POLYGON((10 -80, 130 -80, -110 -80, 10 -80))"), cap);
    assertSame(normalize("POLYGON((10 -80, -110 -80, 130 -80, 10 -80))"), cap);
  }

  @Test
  void a_ring_around_the_pole_may_have_a_hole_around_the_pole() {
    assertSame(
        normalize("POLYGON((0 70, 120 70, -120 70, 0 70), (0 80, -120 80, 120 80, 0 80))"),
        "POLYGON((-180 70, 180 70, 180 80, -180 80, -180 70))");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POLYGON((3 50, 4 50, 4 51, 3 51, 3 50))",
        "POLYGON((-180 80, 0 80, 180 80, 180 90, 0 90, -180 90, -180 80))",
        "POLYGON((-170 0, 10 0, 10 10, -170 10, -170 0))",
        "POINT(200 0)",
      })
  void what_is_normal_is_returned_itself(String text) {
    Geometry geometry = wkt(text);
    assertThat(Footprints.normalize(geometry)).isSameAs(geometry);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        T01KAB,
        "POLYGON((0 80, 120 80, -120 80, 0 80))",
        "POLYGON((-180 -90, 180 -90, 180 90, -180 90, -180 -90))",
        "POLYGON((-180 70, -180 90, 180 90, 180 70, -180 70))",
      })
  void normalising_twice_is_normalising_once(String text) {
    Geometry once = normalize(text);
    assertThat(Footprints.normalize(once)).isSameAs(once);
  }

  @Test
  void the_whole_globe_is_taken_as_it_stands() {
    Geometry globe = normalize("POLYGON((-180 -90, 180 -90, 180 90, -180 90, -180 -90))");

    assertThat(globe.getArea()).isEqualTo(360.0 * 180);
    assertThat(Footprints.extent(globe)).isEqualTo(new Extent(-180, -90, 180, 90));
  }

  @Test
  void crossing_edges_are_mended() {
    Geometry mended = normalize("POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))");

    assertThat(mended.isValid()).isTrue();
    assertThat(mended.getArea()).isCloseTo(2, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POLYGON((0 0, 1 0, 1 91, 0 0)) | latitude must be in -90..90, was 91.0",
        "POLYGON((0 0, 1000 0, 1 9, 0 0)) | longitude must be in -720..720, was 1000.0",
        "POLYGON((0 0, 5 0, 0 0, 0 0)) | polygon must enclose an area",
      })
  void what_is_no_footprint_is_refused(String text, String message) {
    assertThatThrownBy(() -> normalize(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void rectangles_of_queries_are_taken_as_they_stand() {
    Geometry wide = wkt("POLYGON((-170 -10, 170 -10, 170 10, -170 10, -170 -10))");

    assertThat(Footprints.normalizeArea(wide)).isSameAs(wide);
    assertSame(
        Footprints.normalizeArea(
            wkt(
                "POLYGON((-1e300 -1e300, 1e300 -1e300, 1e300 1e300, -1e300 1e300, -1e300 -1e300))")),
        "POLYGON((-180 -90, 180 -90, 180 90, -180 90, -180 -90))");
    assertSame(
        Footprints.normalizeArea(wkt("POLYGON((170 0, 190 0, 190 1, 170 1, 170 0))")),
        "MULTIPOLYGON(((170 0, 180 0, 180 1, 170 1, 170 0)),"
            + " ((-180 0, -170 0, -170 1, -180 1, -180 0)))");
  }

  @ParameterizedTest
  @CsvSource({
    "3, 4, 3, 4",
    "179, -179, 179, 181",
    "170, 200, 170, 200",
    "-190, -175, 170, 185",
    "190, 200, -170, -160",
    "-180, 180, -180, 180",
    "-500, 500, -180, 180",
    "180, 180, 180, 180",
  })
  void boxes_may_cross_the_antimeridian(double west, double east, double minX, double maxX) {
    assertThat(Footprints.extent(Footprints.box(west, -1, east, 1)))
        .isEqualTo(new Extent(minX, -1, maxX, 1));
  }

  @Test
  void a_box_upside_down_is_refused() {
    assertThatThrownBy(() -> Footprints.box(0, 2, 1, 1))
        .hasMessage("box must have south <= north, was 2.0 .. 1.0");
  }

  @Test
  void parts_on_both_sides_that_are_far_apart_stay_where_they_are() {
    Geometry parts =
        wkt("MULTIPOLYGON(((100 0, 101 0, 101 1, 100 0)), ((-60 0, -59 0, -59 1, -60 0)))");

    assertThat(Footprints.extent(parts)).isEqualTo(new Extent(-60, 0, 101, 1));
  }
}
