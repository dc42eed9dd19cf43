// SPDX-License-Identifier: Apache-2.0
package org.chronocube.crs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chronocube.InvalidParameterException;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.PixelTransform;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.io.WKTReader;

class CrsRegistryTest {

  private static final CrsRegistry CRS = new CrsRegistry();

  private static GeoBox box(String crs, double minX, double minY, double maxX, double maxY) {
    return GeoBox.fitting(new Extent(minX, minY, maxX, maxY), new Shape(64, 64), crs);
  }

  private static double[] points(String from, String to, double... p) {
    // Grids of unit pixels at the origin make pixels of world coordinates.
    GeoBox a = new GeoBox(new Shape(1, 1), new Affine(1, 0, 0, 0, 1, 0), from);
    GeoBox b = new GeoBox(new Shape(1, 1), new Affine(1, 0, 0, 0, 1, 0), to);
    double[] points = p.clone();
    CRS.pixelTransform(a, b).transform(points, p.length / 2);
    return points;
  }

  @ParameterizedTest(name = "{0} {1} {2} to {3}")
  @CsvSource({
    // gdaltransform (GDAL 3.6.2, PROJ 9.1.1) -output_xy
    "EPSG:4326, -0.600986, 44.866820, EPSG:32630, 689516.846455137, 4970955.77709394",
    "EPSG:4326, -0.600986, 44.866820, EPSG:3857, -66901.4554938863, 5600579.33191735",
    "EPSG:4326, -0.600986, 44.866820, EPSG:3035, 3484908.41112823, 2476734.86288853",
    "EPSG:32631, 643260, 5676480, EPSG:3035, 3975587.63625505, 3135107.51334353",
    "EPSG:32631, 643260, 5676480, EPSG:32632, 224305.596911268, 5681891.1206273",
    "EPSG:3035, 3975700, 3134700, EPSG:32631, 643410.67736766, 5676085.27534885",
    "EPSG:3857, -8200000, 4900000, EPSG:32618, 613834.742519894, 4454584.33798066",
    "EPSG:4326, 20, 60, EPSG:3035, 4878271.22131046, 4139313.25858959",
    "EPSG:4326, -150, -30, EPSG:3035, -3927298.70898268, 12472012.7928682",
  })
  void agreesWithProjWithinAMillimetre(
      String from, double x, double y, String to, double wantedX, double wantedY) {
    double[] p = points(from, to, x, y);
    assertThat(p[0]).isCloseTo(wantedX, within(1e-3));
    assertThat(p[1]).isCloseTo(wantedY, within(1e-3));
    double[] back = points(to, from, p);
    double tolerance = from.equals("EPSG:4326") ? 1e-8 : 1e-3;
    assertThat(back[0]).isCloseTo(x, within(tolerance));
    assertThat(back[1]).isCloseTo(y, within(tolerance));
  }

  @Test
  void putsEastingOrLongitudeFirstWhateverTheAuthoritySays() {
    assertThat(points("EPSG:4326", "EPSG:32631", 3, 0)[0]).isCloseTo(500_000, within(1e-3));
    assertThat(CRS.isNorthingFirst("EPSG:4326")).isTrue();
    assertThat(CRS.isNorthingFirst("EPSG:3035")).isTrue();
    assertThat(CRS.isNorthingFirst("EPSG:3857")).isFalse();
    assertThat(CRS.isNorthingFirst("EPSG:32631")).isFalse();
    assertThat(CRS.isNorthingFirst("CRS:84")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EPSG:4326", "EPSG:3857", "EPSG:3035", "EPSG:32631", "EPSG:32718"})
  void identifiesWhatItDecodes(String id) {
    assertThat(CRS.identify(CRS.decode(id))).contains(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EPSG:999999", "FOO:1", "nonsense"})
  void refusesUnknownCodes(String id) {
    assertThatThrownBy(() -> CRS.decode(id))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("CRS must be a known EPSG code, was " + id);
  }

  @ParameterizedTest(name = "{0} {1} {2} to {3}")
  @CsvSource({
    "EPSG:4326, 10, 90, EPSG:3857", // the pole is infinitely far
    "EPSG:4326, -170, -52, EPSG:3035", // the antipode of its centre is a circle
    "EPSG:3035, 20000000, 5000000, EPSG:4326", // off the Earth
    "EPSG:4326, 100, 30, EPSG:32631", // a quarter of the Earth from the zone
    "EPSG:4326, -175, 80, EPSG:32631", // beyond the pole: would fold back near the zone
    "EPSG:32631, 20000000, 5000000, EPSG:4326",
    "EPSG:32631, 1e300, 5000000, EPSG:3857",
    "EPSG:32631, 5000000, 5000000, EPSG:32632",
  })
  void hasNoImageOutsideAProjection(String from, double x, double y, String to) {
    assertThat(points(from, to, x, y)).containsOnly(Double.NaN);
    // A bad neighbour does not spoil a good point.
    GeoBox a = new GeoBox(new Shape(1, 1), new Affine(1, 0, 0, 0, 1, 0), "EPSG:4326");
    GeoBox b = new GeoBox(new Shape(1, 1), new Affine(1, 0, 0, 0, 1, 0), "EPSG:3857");
    PixelTransform transform = CRS.pixelTransform(a, b);
    double[] pair = {10, 90, 10, 0};
    transform.transform(pair, 2);
    assertThat(pair[2]).isCloseTo(1113194.908, within(1e-3));
  }

  @Test
  void boundsAnExtentByMoreThanItsCorners() {
    // osr.CoordinateTransformation.TransformBounds (GDAL 3.6.2): the northern edge bulges.
    Extent e =
        CRS.transform(new Extent(2600000, 1400000, 7400000, 5500000), "EPSG:3035", "EPSG:4326");
    assertThat(e.minX()).isCloseTo(-33.28807141, within(1e-6));
    assertThat(e.minY()).isCloseTo(29.75828707, within(1e-6));
    assertThat(e.maxX()).isCloseTo(72.90613676, within(1e-6));
    assertThat(e.maxY()).isCloseTo(72.66322607, within(2e-3));
  }

  @Test
  void goesRoundTheEarthWhenAnExtentHoldsAPoleOrCrossesTheAntimeridian() {
    Extent pole = CRS.transform(new Extent(1e6, 1e6, 3e6, 3e6), "EPSG:32661", "EPSG:4326");
    assertThat(pole).isEqualTo(new Extent(-180, pole.minY(), 180, 90));
    assertThat(pole.minY()).isBetween(76.0, 78.0);

    Extent fiji =
        CRS.transform(new Extent(700000, 8000000, 900000, 8200000), "EPSG:32760", "EPSG:4326");
    assertThat(fiji.minX()).isEqualTo(-180);
    assertThat(fiji.maxX()).isEqualTo(180);
    assertThat(fiji.maxY()).isBetween(-17.0, -16.0);
  }

  @Test
  void leavesOutThePartsOfAnExtentThatHaveNoImage() {
    Extent e = CRS.transform(new Extent(-180, -90, 180, 90), "EPSG:4326", "EPSG:3857");
    assertThat(e.minX()).isCloseTo(-20037508.34, within(0.01));
    assertThat(e.maxY()).isFinite();
    assertThatThrownBy(
            () -> CRS.transform(new Extent(1e15, 1e15, 2e15, 2e15), "EPSG:3035", "EPSG:4326"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageStartingWith("extent must lie where EPSG:4326 is defined");
  }

  @Test
  void searchesWhereAGridIs() throws Exception {
    Geometry area = CRS.searchArea(box("EPSG:32631", 643260, 5675820, 643900, 5676480));
    assertThat(area.getEnvelopeInternal().getMinX()).isCloseTo(5.05125, within(1e-4));
    assertThat(area.getEnvelopeInternal().getMaxY()).isCloseTo(51.22171, within(1e-4));
    assertThat(area.contains(point("POINT (5.0559 51.2187)"))).isTrue();
  }

  @Test
  void cutsTheSearchAtTheAntimeridian() throws Exception {
    for (GeoBox grid :
        new GeoBox[] {
          box("EPSG:32760", 700000, 8000000, 900000, 8200000), box("EPSG:4326", 178, -18, 182, -16),
          box("EPSG:4326", -182, -18, -178, -16),
              box("EPSG:3857", 19900000, -2000000, 20200000, -1800000)
        }) {
      Geometry area = CRS.searchArea(grid);
      assertThat(area.getNumGeometries()).as(grid.crs()).isEqualTo(2);
      assertThat(area.getEnvelopeInternal().getMinX()).isEqualTo(-180);
      assertThat(area.getEnvelopeInternal().getMaxX()).isEqualTo(180);
      assertThat(area.contains(point("POINT (179.5 -17)"))).isTrue();
      assertThat(area.contains(point("POINT (-179.5 -17)"))).isTrue();
      assertThat(area.contains(point("POINT (0 -17)"))).isFalse();
    }
  }

  @Test
  void searchesRoundThePole() throws Exception {
    Geometry north = CRS.searchArea(box("EPSG:32661", 1e6, 1e6, 3e6, 3e6));
    assertThat(north.contains(point("POINT (100 89)"))).isTrue();
    assertThat(north.contains(point("POINT (-100 85)"))).isTrue();
    assertThat(north.contains(point("POINT (100 60)"))).isFalse();
    Geometry south = CRS.searchArea(box("EPSG:32761", 1e6, 1e6, 3e6, 3e6));
    assertThat(south.contains(point("POINT (100 -89)"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EPSG:4326", "EPSG:3857", "EPSG:3035", "EPSG:32631"})
  void searchesEverywhereForAGridLargerThanTheEarth(String crs) throws Exception {
    GeoBox huge =
        new GeoBox(new Shape(10, 10), Affine.northUp(-1e150, 1e150, Resolution.of(2e149)), crs);
    assertThat(CRS.searchArea(huge).contains(point("POINT (5 51)"))).isTrue();
  }

  @Test
  void findsNothingWhereThereIsNoEarth() {
    GeoBox away = box("EPSG:4326", 1000, 100, 1001, 101);
    assertThat(CRS.searchArea(away).isEmpty()).isTrue();
  }

  private static Point point(String wkt) throws Exception {
    return (Point) new WKTReader().read(wkt);
  }
}
