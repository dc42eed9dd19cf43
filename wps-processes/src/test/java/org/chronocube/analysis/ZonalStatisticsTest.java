// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Statistics;
import org.chronocube.algorithm.StatisticsAccumulator;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.CancelledException;
import org.chronocube.cube.Progress;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.kernel.PolygonMask;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.chronocube.time.TimeInterval;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class ZonalStatisticsTest {

  private static final CrsRegistry CRS = new CrsRegistry();
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final ZonalFigures VALUES = new ZonalFigures(false, List.of(), 0);
  private static final ZonalFigures CLASSES = new ZonalFigures(true, List.of(), 0);

  // Physical values are DN / 2 + 1; the DN is 100 a row and 1 a column.
  private static FakeEngine engine() {
    return new FakeEngine()
        .scene("2020-06-01T10:00:00Z", (t, band, row, col) -> 100 * row + col)
        .scene("2020-07-01T10:00:00Z", (t, band, row, col) -> row < 2 ? 10 : -1);
  }

  @Test
  void sitesThatOverlapEachHaveAllTheirPixels() {
    Sites sites = sites(box("a", 0, 0, 2, 2), box("b", 1, 1, 3, 3));
    ZonalTable table = compute(engine(), sites, "red", VALUES, "2020-06");
    assertThat(table.rows()).hasSize(2);
    Statistics a = ((ZonalRow.Values) table.rows().get(0)).statistics();
    // DN 0, 1, 100, 101
    assertThat(a.mean()).isEqualTo(50.5 / 2 + 1);
    assertThat(a.max()).isEqualTo(101 / 2.0 + 1);
    Statistics b = ((ZonalRow.Values) table.rows().get(1)).statistics();
    // DN 101, 102, 201, 202
    assertThat(b.mean()).isEqualTo(151.5 / 2 + 1);
    assertThat(b.min()).isEqualTo(101 / 2.0 + 1);
    assertThat(b.total()).isEqualTo(4);
  }

  @Test
  void sitesWithoutAValidPixelAreLeftOutOfADate() {
    Sites sites = sites(box("a", 0, 0, 2, 2), box("b", 0, 1, 2, 3), box("c", 5, 5, 6, 6));
    ZonalTable table = compute(engine(), sites, "red", VALUES, "2020-07");
    assertThat(table.rows()).extracting(ZonalRow::site).containsExactly(0, 1);
    Statistics b = ((ZonalRow.Values) table.rows().get(1)).statistics();
    assertThat(b.count()).isEqualTo(2);
    assertThat(b.total()).isEqualTo(4);

    ZonalFigures most = new ZonalFigures(false, List.of(), 60);
    assertThat(compute(engine(), sites, "red", most, "2020-07").rows())
        .extracting(ZonalRow::site)
        .containsExactly(0);
  }

  @Test
  void sitesSmallerThanAPixelTakeThoseTheyTouch() {
    Sites sites = sites(box("a", 4.1, 4.1, 4.2, 4.2), box("beyond", 500, 500, 501, 501));
    assertThat(sites.allTouched(0)).isTrue();
    assertThat(sites.pixels(0)).isEqualTo(1);
    assertThat(sites.count()).isEqualTo(1);
    assertThat(sites.withoutPixels()).containsExactly("beyond");
    assertThatThrownBy(() -> sites(box("beyond", 500, 500, 501, 501)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("none of 1 did");
  }

  @Test
  void classesHaveTheirAreas() {
    FakeEngine engine =
        new FakeEngine()
            .scene("2020-06-01T10:00:00Z", (t, b, row, col) -> col < 3 ? 2 : col < 4 ? 6 : -1);
    ZonalTable table = compute(engine, sites(box("a", 0, 0, 10, 5)), "red", CLASSES, "2020-06");
    ZonalRow.ClassArea two = (ZonalRow.ClassArea) table.rows().get(0);
    ZonalRow.ClassArea four = (ZonalRow.ClassArea) table.rows().get(1);
    assertThat(two.value()).isEqualTo(2);
    assertThat(two.pixels()).isEqualTo(15);
    assertThat(two.share()).isEqualTo(0.75);
    assertThat(four.value()).isEqualTo(4);
    // pyproj.Geod(ellps='WGS84') of UTM 31N 600000..600100 x 5699950..5700000, of which 3 columns.
    assertThat(two.squareMetres()).isCloseTo(0.3 * POLYGON, within(0.01));
  }

  private static final double POLYGON = 5002.7721506450325;

  @Test
  void classesMustBeWholeNumbers() {
    assertThatThrownBy(
            () -> compute(engine(), sites(box("a", 0, 0, 2, 2)), "red", CLASSES, "2020-06"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("classes must be whole numbers, was 1.5");
  }

  @Test
  void thousandsOfSitesTakeOnePassOverThePixels() {
    AtomicInteger reads = new AtomicInteger();
    FakeEngine engine =
        new FakeEngine()
            .scene(
                "2020-06-01T10:00:00Z",
                (t, band, row, col) -> {
                  reads.incrementAndGet();
                  return (row * 7 + col * 13) % 50 - (col == 5 ? 100 : 0);
                });
    List<Sites.Place> places = polygons(3000);
    Sites sites = Sites.of(FakeEngine.GRID, places, CRS, Progress.NONE);
    ZonalFigures median = new ZonalFigures(false, List.of(50.0), 0);
    ZonalTable table = compute(engine, sites, "red", median, "2020-06");
    assertThat(engine.slicesCalls).isEqualTo(1);
    assertThat(reads.get()).isEqualTo(40 * 60);
    assertThat(table.rows().size()).isGreaterThan(2800);
    for (ZonalRow row : table.rows()) {
      assertIsThatOfOneSite(sites, (ZonalRow.Values) row);
    }
  }

  private static void assertIsThatOfOneSite(Sites sites, ZonalRow.Values row) {
    GeoBox grid = FakeEngine.GRID;
    Window all = grid.window();
    Geometry polygon = sites.place(row.site()).geometry();
    ValidMask mask = PolygonMask.of(polygon, grid.affine(), all, sites.allTouched(row.site()));
    float[] values = new float[2400];
    ValidMask valid = ValidMask.noneValid(2400);
    for (int i = 0; i < values.length; i++) {
      float dn = (i / 60 * 7 + i % 60 * 13) % 50 - (i % 60 == 5 ? 100 : 0);
      values[i] = dn / 2 + 1;
      if (dn >= 0) {
        valid.setValid(i);
      }
    }
    StatisticsAccumulator one = new StatisticsAccumulator();
    one.add(values, valid, mask);
    Statistics expected = one.result(List.of(50.0));
    assertThat(row.statistics().total()).isEqualTo(expected.total());
    assertThat(row.statistics().count()).isEqualTo(expected.count());
    assertThat(row.statistics().mean()).isCloseTo(expected.mean(), within(1e-12));
    assertThat(row.statistics().min()).isEqualTo(expected.min());
    assertThat(row.statistics().max()).isEqualTo(expected.max());
    assertThat(row.statistics().percentiles()).isEqualTo(expected.percentiles());
    if (expected.count() > 1) {
      assertThat(row.statistics().sd()).isCloseTo(expected.sd(), within(1e-12));
    }
  }

  // Stars of 5 to 12 corners with radii of 2 to 80 m.
  private static List<Sites.Place> polygons(int count) {
    SplittableRandom random = new SplittableRandom(3000);
    List<Sites.Place> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double x = 600_000 + 600 * random.nextDouble();
      double y = 5_700_000 - 400 * random.nextDouble();
      int corners = random.nextInt(5, 13);
      Coordinate[] ring = new Coordinate[corners + 1];
      for (int c = 0; c < corners; c++) {
        double radius = 2 + 78 * random.nextDouble() * random.nextDouble();
        double angle = 2 * Math.PI * c / corners;
        ring[c] = new Coordinate(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
      }
      ring[corners] = ring[0].copy();
      places.add(new Sites.Place("s" + i, GEOMETRIES.createPolygon(ring), "EPSG:32631"));
    }
    return places;
  }

  @Test
  void intervalsCanBecomeOneImageEach() {
    Sites sites = sites(box("a", 0, 0, 2, 2));
    List<TimeInterval> months = TimeText.parse("2020-06,2020-07", "time");
    ZonalTable table =
        new ZonalStatistics(CRS, 100)
            .compute(
                engine(), request(sites, "red", VALUES, months, MosaicRule.MEDIAN), Progress.NONE);
    assertThat(table.rows()).hasSize(2);
    assertThat(table.rows().get(1).time().start()).isEqualTo("2020-07-01T00:00:00Z");
    assertThat(table.rows().get(1).time().last()).isEqualTo("2020-07-31T23:59:59.999Z");
    assertThat(((ZonalRow.Values) table.rows().get(1)).statistics().mean()).isEqualTo(6);
    assertThatThrownBy(() -> request(sites, "red", VALUES, List.of(), MosaicRule.MEDIAN))
        .hasMessageContaining("time must be given with a composite");
  }

  @Test
  void imagesWithoutATimeAreLookedAtOnce() {
    PixelSource source =
        new PixelSource() {
          @Override
          public GeoBox grid() {
            return FakeEngine.GRID;
          }

          @Override
          public List<String> bands() {
            return List.of("change");
          }

          @Override
          public List<RasterBlock> read(Window window) {
            RasterBlock block = RasterBlock.allocate(window.shape());
            for (int i = 0; i < block.samples().length; i++) {
              block.samples()[i] = window.colStart() + i % window.width() == 11 ? 1 : 0;
              block.mask().setValid(i);
            }
            return List.of(block);
          }
        };
    // The sites' own grid begins at column 10.
    Sites sites = sites(box("a", 10, 3, 14, 5));
    ZonalTable table = new ZonalStatistics(CRS, 100).compute(source, sites, CLASSES, Progress.NONE);
    assertThat(table.rows())
        .extracting(row -> ((ZonalRow.ClassArea) row).pixels())
        .containsExactly(6L, 2L);
  }

  @Test
  void tablesHaveALimitAndCanBeStopped() {
    Sites sites = sites(box("a", 0, 0, 2, 2), box("b", 1, 1, 3, 3));
    ZonalRequest request = request(sites, "red,nir", VALUES, TimeText.parse("2020", "time"), null);
    assertThatThrownBy(() -> new ZonalStatistics(CRS, 7).compute(engine(), request, Progress.NONE))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("sites x dates x bands must be at most 7, were 2 x 2 x 2");
    Progress stopped =
        new Progress() {
          @Override
          public void report(double fraction) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    assertThatThrownBy(() -> new ZonalStatistics(CRS, 8).compute(engine(), request, stopped))
        .isInstanceOf(CancelledException.class);
  }

  /** Pixels from (col, row) to (col, row). */
  private static Sites.Place box(String id, double west, double north, double east, double south) {
    Envelope e =
        new Envelope(
            600_000 + 10 * west,
            600_000 + 10 * east,
            5_700_000 - 10 * south,
            5_700_000 - 10 * north);
    return new Sites.Place(id, GEOMETRIES.toGeometry(e), "EPSG:32631");
  }

  private static Sites sites(Sites.Place... places) {
    return Sites.of(FakeEngine.GRID, List.of(places), CRS, Progress.NONE);
  }

  private static ZonalRequest request(
      Sites sites,
      String bands,
      ZonalFigures figures,
      List<TimeInterval> times,
      MosaicRule composite) {
    return new ZonalRequest(
        FakeEngine.cube(),
        sites,
        times,
        composite,
        BandSelection.of(FakeEngine.cube(), List.of(bands)),
        figures);
  }

  private static ZonalTable compute(
      FakeEngine engine, Sites sites, String bands, ZonalFigures figures, String time) {
    return new ZonalStatistics(CRS, 1_000_000)
        .compute(
            engine,
            request(sites, bands, figures, TimeText.parse(time, "time"), null),
            Progress.NONE);
  }
}
